import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, MODEL } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** `serve` with a configuration file that changes while it runs. */
const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let path: string;
let upstream: string;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  path = join(testEnv.folder, 'serve.yaml');
  await writeFile(
    path,
    `upstream: ${upstream}\naliases: {gpt-4o: ${MODEL}}\nfallbacks: {missing: [${MODEL}]}\n`,
  );
  await testEnv.key();
  served = await testEnv.serve(['--config', path]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const ask = (key: string, model: string) =>
  served.call('/api/chat', chat(bearer(key), { model, stream: false }));

/** Writes the file, and waits until `serve` has said what it did. */
const reload = async (text: string): Promise<string> => {
  const before = served.said().length;
  await writeFile(path, `upstream: ${upstream}\n${text}`);
  served.child.kill('SIGHUP');
  await expect.poll(() => served.said().slice(before)).toMatch(/configuration .*\n/);
  return served.said().slice(before);
};

test('an alias and a fallback are the model that Ollama gets, and the key must be allowed to use that', async () => {
  const key = await testEnv.key();
  for (const name of ['gpt-4o', 'missing']) {
    const { status, body } = await ask(key, name);
    expect([status, JSON.parse(body).model]).toEqual([200, MODEL]);
  }
  expect((await ask(key, 'unknown')).status).toBe(404);
  const retrieve = async (own: string, name: string) => {
    const { status, body } = await served.call(`/v1/models/${name}`, { headers: bearer(own) });
    return status === 200 ? JSON.parse(body).id : status;
  };
  expect([await retrieve(key, 'gpt-4o'), await retrieve(key, 'missing')]).toEqual([MODEL, MODEL]);
  expect(await retrieve(key, 'unknown')).toBe(404);
  const other = await testEnv.key('--model', 'gpt-4o');
  expect((await ask(other, 'gpt-4o')).status).toBe(403);
  expect(await retrieve(other, 'gpt-4o')).toBe(403);
  const ids = async (own: string) => {
    const { body } = await served.call('/v1/models', { headers: bearer(own) });
    return JSON.parse(body).data.map(({ id }: { id: string }) => id);
  };
  expect(await ids(key)).toEqual(expect.arrayContaining([MODEL, 'gpt-4o']));
  expect(await ids(other)).not.toContain('gpt-4o');
});

test.skipIf(process.platform === 'win32')(
  'a signal applies the file, and an invalid file changes nothing (no SIGHUP on Windows)',
  async () => {
    const key = await testEnv.key('--label', 'team=research');
    expect(await reload('limits-by-label: {team: {research: {day: 1}}}\n')).toContain('was read again');
    expect((await ask(key, MODEL)).status).toBe(200);
    const refused = await ask(key, MODEL);
    expect([refused.status, refused.body]).toEqual([429, expect.stringContaining('research')]);
    const said = await reload('address: x\nlimits-by-label: {team: {research: {day: none}}}\n');
    expect(said).toContain('line 2: unknown key "address"');
    expect(said).toContain('line 3: limits-by-label.team.research.day');
    expect((await ask(key, MODEL)).status).toBe(429);
    expect(await reload('max-body: 1MiB\n')).toContain('These need a restart: max-body.');
    expect((await ask(key, MODEL)).status).toBe(200);
    expect((await ask(key, 'gpt-4o')).status).toBe(404);
    await reload('networks: [10.0.0.0/8]\n');
    const outside = await ask(key, MODEL);
    expect([outside.status, JSON.parse(outside.body).code]).toEqual([403, 'network_not_allowed']);
  },
);

test('a file with problems does not start', async () => {
  await writeFile(path, 'listen: nowhere\nmax-body: much\n');
  const { code, said } = await testEnv.fails(['serve', '--config', path]);
  expect(code).toBe(1);
  expect(said).toMatch(/line 1: listen: .*\n.*line 2: max-body: /);
});
