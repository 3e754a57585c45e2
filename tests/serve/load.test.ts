import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { warningsIn } from '../../scripts/leaks/node-warnings.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, post } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

const MIB = 2 ** 20;

const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let key: string;
beforeAll(async () => {
  const upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key('--scope', 'read', '--scope', 'infer', '--scope', 'manage');
  served = await testEnv.serve(['--upstream', upstream]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

type Ask = RequestOptions & { body?: string | Buffer };

const send = async (agent: Agent, { body, ...options }: Ask): Promise<IncomingMessage> => {
  const outgoing = request(served.url, { agent, ...options });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return incoming;
};

/** Reads slowly, so that more data waits than fits into the buffers. */
const readSlowly = async (incoming: IncomingMessage): Promise<number> => {
  let length = 0;
  for await (const piece of incoming) {
    length += piece.length;
    await nextTurn();
  }
  return length;
};

const blob = (size: number): Ask => {
  const body = randomBytes(size);
  const digest = createHash('sha256').update(body).digest('hex');
  return { method: 'POST', path: `/api/blobs/sha256:${digest}`, headers: bearer(key), body };
};

/** Every kind of request, with the status of its response. */
const KINDS: readonly [number, () => Ask][] = [
  [200, () => ({ path: '/api/version', headers: bearer(key) })],
  [200, () => ({ path: '/api/version', method: 'HEAD', headers: bearer(key) })],
  [200, () => ({ path: '/v1/models', headers: bearer(key) })],
  [200, () => ({ path: '/api/chat', ...chat(bearer(key)) })],
  [200, () => ({ path: '/v1/chat/completions', ...chat(bearer(key), { stream: true }) })],
  [200, () => ({ path: '/api/chat', ...chat(bearer(key), { filler: 'ß'.repeat(MIB / 4) }) })],
  [201, () => blob(MIB)],
  [401, () => ({ path: '/api/tags' })],
  [404, () => ({ path: '/api/nope', headers: bearer(key) })],
  [400, () => ({ path: '/api/chat', ...post('{', bearer(key)) })],
];

test('hundreds of requests of every kind on one connection leave no listener behind', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  for (let round = 0; round < 40; round += 1) {
    for (const [status, ask] of KINDS) {
      const incoming = await send(agent, ask());
      sockets.add(incoming.socket);
      expect(incoming.statusCode).toBe(status);
      await incoming.resume().toArray();
    }
  }
  // Answers that repeatedly wait for their reader.
  const chunks = Array(256).fill(Buffer.alloc(64 * 1024, 'x'));
  for (let round = 0; round < 12; round += 1) {
    ollama.scriptNext({ path: '/api/version', chunks });
    const incoming = await send(agent, { path: '/api/version', headers: bearer(key) });
    sockets.add(incoming.socket);
    expect(await readSlowly(incoming)).toBe(16 * MIB);
  }
  agent.destroy();
  expect([sockets.size, warningsIn(served.said())]).toEqual([1, []]);
});

test('hundreds of simultaneous requests leave none either', async () => {
  const agent = new Agent({ keepAlive: true });
  const asked = Array.from({ length: 200 }, (_, at) => KINDS[at % KINDS.length] as (typeof KINDS)[number]);
  const got = await Promise.all(
    asked.map(async ([, ask]) => {
      const incoming = await send(agent, ask());
      await readSlowly(incoming);
      return incoming.statusCode;
    }),
  );
  agent.destroy();
  expect(got).toEqual(asked.map(([status]) => status));
  expect(warningsIn(served.said())).toEqual([]);
});
