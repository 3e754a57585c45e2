import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, MODEL } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** The core's rules for running requests, tested over HTTP. */
const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
let served: Served;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  await testEnv.key();
  served = await testEnv.serve(['--upstream', upstream]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

/** A chat that is held after some tokens. */
const held = async (key: string) => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  const { body, ...options } = chat(bearer(key));
  const outgoing = request(served.url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  incoming.on('error', () => {}).resume();
  await gate.reached;
  return { gate, incoming };
};

describe('T14: a permission that is revoked', () => {
  test.each(['revoke', 'disable'])('key %s ends running requests, here and at Ollama', async (command) => {
    const key = await testEnv.key();
    const { aborted } = ollama;
    const { incoming } = await held(key);
    // Attach the handler first: the request may end before the command does.
    const broken = expect(once(incoming, 'end')).rejects.toThrow('aborted');
    await testEnv.cli('key', command, key.split('_')[1] as string);
    await broken;
    await ollama.waitForIdle();
    expect(ollama.aborted).toBe(aborted + 1);
  });
});

describe('T12, T21: a limit holds, and its error names it', () => {
  test('simultaneous requests', async () => {
    const key = await testEnv.key('--limit-concurrent', '1');
    const { gate, incoming } = await held(key);
    const { status, headers, body } = await served.call('/api/chat', chat(bearer(key)));
    expect([status, JSON.parse(body).code]).toEqual([429, 'too_many_requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    gate.release();
    await once(incoming, 'end');
    expect((await served.call('/api/chat', chat(bearer(key)))).status).toBe(200);
  });

  test('requests per minute, in the error format of the route', async () => {
    const key = await testEnv.key('--limit-minute', '1');
    const answers = [];
    // A new minute may begin between two of them.
    for (let asked = 0; asked < 3; asked += 1) {
      answers.push(await served.call('/v1/models', { headers: bearer(key) }));
    }
    const refused = answers.find(({ status }) => status === 429);
    expect(JSON.parse(refused?.body as string).error.code).toBe('rate_limited');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test('a list shows only the models that the key may use', async () => {
  const key = await testEnv.key('--model', 'smollm2:tools');
  const tags = JSON.parse((await served.call('/api/tags', { headers: bearer(key) })).body);
  expect(tags.models.map(({ name }: { name: string }) => name)).toEqual(['smollm2:tools']);
  const models = JSON.parse((await served.call('/v1/models', { headers: bearer(key) })).body);
  expect(models.data.map(({ id }: { id: string }) => id)).toEqual(['smollm2:tools']);
  expect((await served.call(`/v1/models/${MODEL}`, { headers: bearer(key) })).status).toBe(403);
});

test('the usage of a key is recorded, including tokens', async () => {
  const key = await testEnv.key();
  const id = key.split('_')[1];
  await served.call('/api/chat', chat(bearer(key)));
  await served.call('/api/chat', chat(bearer(key), { stream: false }));
  const rows = JSON.parse(await testEnv.cli('usage', '--json')) as {
    grantId: string;
    requests: number;
    outputTokens: number;
  }[];
  const [row, ...others] = rows.filter(({ grantId }) => grantId === id);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ model: MODEL, requests: 2, errors: 0, outputTokens: expect.any(Number) });
  expect(row?.outputTokens).toBeGreaterThan(2);
});

test('a completed answer is recorded even if the process is killed right after it', async () => {
  const key = await testEnv.key();
  const own = await testEnv.serve(['--upstream', upstream]);
  const ask = async (stream: boolean) => (await own.call('/api/chat', chat(bearer(key), { stream }))).status;
  const statuses = await Promise.all([true, false, true, false, true, false].map(ask));
  own.child.kill('SIGKILL');
  await own.ended;
  expect(statuses).toEqual(statuses.map(() => 200));
  const rows = JSON.parse(await testEnv.cli('usage', '--json')) as { grantId: string }[];
  const counted = rows.filter(({ grantId }) => grantId === key.split('_')[1]);
  expect(counted).toMatchObject([{ model: MODEL, requests: statuses.length }]);
});
