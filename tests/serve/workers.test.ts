import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { IS_EXECUTABLE } from '../../scripts/test-env/host-command.ts';
import { bearer, chat, MODEL } from './ask.ts';
import { call } from './call.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

const WORKERS = 2;
const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const short = (key: string) => chat(bearer(key), { stream: false });

test.runIf(IS_EXECUTABLE)('the single executable refuses to start several processes', async () => {
  await testEnv.key();
  const { code, said } = await testEnv.fails(['serve', '--workers', '2', '--upstream', upstream]);
  expect([code, said]).toEqual([1, expect.stringContaining('serves with one process')]);
});

describe.skipIf(IS_EXECUTABLE)('several processes (skipped on the single executable, which has one)', () => {
  let served: Served;
  let admin: string;
  let config: string;
  let key: string;

  beforeAll(async () => {
    key = await testEnv.key();
    config = join(testEnv.folder, 'serve.yaml');
    await writeFile(config, `upstream: ${upstream}\nworkers: ${WORKERS}\nadmin-listen: 127.0.0.1:0\n`);
    served = await testEnv.serve(['--config', config]);
    admin = /metrics are at (\S+)\./.exec(served.said())?.[1] ?? '';
  });

  const pids = () => /requests: ([\d, ]+)\./.exec(served.said())?.[1]?.split(', ').map(Number) ?? [];

  const answered = async (grant: string): Promise<number> => {
    const { body } = await call(admin, '/metrics');
    const found = new RegExp(`turnkey_requests_total\\{[^}]*grant="${grant}"[^}]*\\} (\\d+)`).exec(body);
    return Number(found?.[1] ?? 0);
  };

  test('share one address, and their lines and counts are those of one', async () => {
    expect(served.said().match(/Listening on/g)).toHaveLength(1);
    expect([pids().length, pids().includes(served.child.pid as number)]).toEqual([WORKERS, false]);
    const all = await Promise.all(Array.from({ length: 12 }, () => served.call('/api/chat', short(key))));
    expect(all.map(({ status }) => status)).toEqual(Array(12).fill(200));
    await expect.poll(() => answered(key.split('_')[1] as string)).toBe(12);
    const { body } = await call(admin, '/metrics');
    expect(body).toContain('turnkey_active_keys 1\n');
    expect(body).toMatch(/^turnkey_build_info\{version="[\d.]+",runtime="Node [\d.]+"\} 1$/m);
    expect((await call(admin, '/healthz')).status).toBe(200);
    expect((await call(admin, '/admin/')).status).toBe(404);
  });

  test('T12: limits hold over all of them', async () => {
    const limited = await testEnv.key('--limit-minute', '5');
    const all = await Promise.all(Array.from({ length: 9 }, () => served.call('/api/chat', short(limited))));
    const passed = all.filter(({ status }) => status === 200).length;
    // A new minute may begin meanwhile.
    expect([5, 9]).toContain(passed);
    expect(all.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });

  test('T14: a key that was revoked stops working in all of them', async () => {
    const own = await testEnv.key();
    const ask = () => served.call('/api/chat', short(own));
    expect((await Promise.all([ask(), ask(), ask(), ask()])).map(({ status }) => status)).toEqual(
      Array(4).fill(200),
    );
    await testEnv.cli('key', 'revoke', own.split('_')[1] as string);
    expect((await Promise.all([ask(), ask(), ask(), ask()])).map(({ status }) => status)).toEqual(
      Array(4).fill(401),
    );
  });

  test.skipIf(process.platform === 'win32')(
    'a signal lets all of them read the configuration again (no SIGHUP on Windows)',
    async () => {
      /** How many of several requests on connections of their own, which go to the processes in turn, are answered so. */
      const asked = async (status: number) => {
        const body = { model: 'gpt-4o', stream: false };
        const all = await Promise.all(
          Array.from({ length: 8 }, () => served.call('/api/chat', chat(bearer(key), body))),
        );
        return all.filter((each) => each.status === status).length;
      };
      const reload = async (text: string) => {
        const fixed = `upstream: ${upstream}\nworkers: ${WORKERS}\nadmin-listen: 127.0.0.1:0\n`;
        await writeFile(config, `${fixed}${text}`);
        served.child.kill('SIGHUP');
      };
      expect(await asked(404)).toBe(8);
      await reload(`aliases: {gpt-4o: ${MODEL}}\n`);
      await expect.poll(() => asked(200)).toBe(8);
      expect(served.said()).toContain('The configuration was read again.\n');
      await reload('aliases: {gpt-4o: a b}\n');
      await expect.poll(served.said).toContain('The configuration in use stays.');
      expect(await asked(200)).toBe(8);
      // The same line is shown once per second, so from here on only answers tell that the file was read.
      await reload('aliases: {}\n');
      await expect.poll(() => asked(404)).toBe(8);
      // A signal to each process, as a terminal sends it, has no effect of its own.
      for (const pid of pids()) process.kill(pid, 'SIGHUP');
      await reload(`aliases: {gpt-4o: ${MODEL}}\n`);
      await expect.poll(() => asked(200)).toBe(8);
      expect(served.said()).not.toContain('A process of serve has ended');
    },
  );

  test('one that dies is replaced, again and again while the configuration is invalid', async () => {
    const valid = await readFile(config, 'utf8');
    await writeFile(config, 'upstream: [');
    const [first, second] = pids() as [number, number];
    process.kill(first, 'SIGKILL');
    await expect.poll(served.said).toContain('has ended (SIGKILL). Another one starts in 1 s.');
    await expect.poll(served.said).toContain('has ended (1). Another one starts in 2 s.');
    expect((await served.call('/api/chat', short(key))).status).toBe(200);
    await writeFile(config, valid);
    // Windows has no SIGHUP: there it starts after its wait.
    if (process.platform !== 'win32') served.child.kill('SIGHUP');
    await expect.poll(served.said).toMatch(/Process \d+ answers requests in its place\./);
    process.kill(second, 'SIGKILL');
    // node:cluster loses a connection that it passes on to a process at the instant in which that is killed.
    await expect.poll(() => served.said().match(/\(SIGKILL\)/g)).toHaveLength(2);
    expect((await served.call('/api/chat', short(key))).status).toBe(200);
  });

  test('a signal lets running answers end, and no new connection begins', async () => {
    const gate = ollama.holdNext({ afterTokens: 2 });
    const { body, ...options } = chat(bearer(key));
    const outgoing = request(served.url, { path: '/api/chat', agent: false, ...options });
    outgoing.end(body);
    const [incoming] = await once(outgoing, 'response');
    await gate.reached;
    served.child.kill('SIGTERM');
    const { hostname, port } = new URL(served.url);
    // node:cluster leaves a connection unanswered that arrives in the instant in which the last process closes its server.
    const dialled = () =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname);
        socket.once('connect', () => socket.destroy());
        socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? ''));
        socket.once('close', () => resolve('connected'));
      });
    await expect.poll(dialled).toBe('ECONNREFUSED');
    gate.release();
    expect(await text(incoming)).toMatch(/"done":true/);
    expect(await served.ended).toBe(0);
    expect(served.said().match(/Stopping after/g)).toHaveLength(1);
  });
});
