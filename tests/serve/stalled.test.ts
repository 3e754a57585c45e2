import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createGateway } from '../../native-host/gateway/gateway.ts';
import { NO_FAULTS } from '../../native-host/gateway/upstream-fault.ts';
import { createClients } from '../../native-host/http/clients.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from '../../native-host/http/connection-limits.ts';
import { createConnections } from '../../native-host/http/connections.ts';
import { createHttpHandler } from '../../native-host/http/http-handler.ts';
import { NO_HEADERS } from '../../native-host/http/origin-policy.ts';
import { serveHttp } from '../../native-host/http/serve-http.ts';
import { createWrongKeys } from '../../native-host/http/wrong-keys.ts';
import { createRelay } from '../../native-host/relay/relay.ts';
import { temporaryStore } from '../../native-host/store/testing/temporary-store.ts';

/** The HTTP handler on real sockets, with a short timeout for clients that stop reading. `serve` waits two minutes. */

const PIECE = Buffer.alloc(64 * 1024, 'x');
const PIECES = 512;

/** An Ollama whose answer to `/api/version` never ends, and whose answer to `/api/status` pauses before its end. */
const startOllama = async () => {
  const stopped = Promise.withResolvers<void>();
  const rest = Promise.withResolvers<void>();
  const answers: Record<string, () => AsyncIterable<Buffer>> = {
    async *'/api/version'() {
      for (;;) yield PIECE;
    },
    async *'/api/status'() {
      for (let sent = 0; sent < PIECES; sent += 1) yield PIECE;
      await rest.promise;
      yield Buffer.from('the end');
    },
  };
  const server = createServer(({ url = '' }, response) => {
    const answer = Readable.from(answers[url]?.() ?? []);
    // The client closed the connection before the end of the answer.
    pipeline(answer, response, (error) => error && stopped.resolve());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stopped: stopped.promise, goOn: () => rest.resolve() };
};

const open = async <Ollama extends { url: string }>(ollama: Ollama, change: Partial<ConnectionLimits>) => {
  const store = temporaryStore();
  const relay = createRelay(ollama.url);
  const { now } = Date;
  const gateway = createGateway({ store, relay, address: ollama.url, now });
  const originPolicy = () => ({ headers: NO_HEADERS });
  const limits = { ...CONNECTION_LIMITS, ...change };
  const connections = createConnections(limits.connections);
  const handler = createHttpHandler({
    ...{ store, gateway, originPolicy, keys: null, connections, limits, faults: NO_FAULTS, now },
    wrongKeys: createWrongKeys({ now }),
    clients: createClients(() => ({})),
  });
  const server = await serveHttp(handler, { host: '127.0.0.1', port: 0, connections });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    server.destroy();
    await server.close();
    await gateway.close();
    relay.close();
  });
  return {
    ollama,
    agent,
    url: server.url,
    async ask(path: string): Promise<IncomingMessage> {
      const outgoing = request(server.url, { path, agent }).end();
      const [incoming] = await once(outgoing, 'response');
      return incoming.pause();
    },
  };
};

/** Reads this many bytes chunk by chunk, while more wait on the other side. */
const readSlowly = async (incoming: IncomingMessage, bytes: number): Promise<number> => {
  let length = 0;
  while (length < bytes) {
    const piece = incoming.read();
    if (piece === null) await once(incoming, 'readable');
    else length += piece.length;
    await nextTurn();
  }
  return length;
};

test('T22: a client that stops reading is disconnected, and its request to Ollama is aborted', async () => {
  const { ollama, ask } = await open(await startOllama(), { stallMs: 100 });
  const incoming = await ask('/api/version');
  await ollama.stopped;
  incoming.on('error', () => {}).resume();
  await expect(once(incoming, 'end')).rejects.toThrow('aborted');
});

test('a client is not disconnected if it reads slowly, while Ollama pauses, or between its requests', async () => {
  const { ollama, agent, ask } = await open(await startOllama(), { stallMs: 2_000 });
  const slow = await ask('/api/status');
  expect(await readSlowly(slow, PIECES * PIECE.byteLength)).toBe(PIECES * PIECE.byteLength);
  // A client that stops reading now is disconnected. By then, the slow one has waited for the same time.
  (await ask('/api/version')).on('error', () => {});
  await ollama.stopped;
  const { socket } = slow;
  const free = once(agent, 'free');
  ollama.goOn();
  expect(String(Buffer.concat(await slow.toArray()))).toBe('the end');
  await free;
  const next = await ask('/api/status');
  expect([next.socket === socket, await readSlowly(next, 1)]).toEqual([true, expect.any(Number)]);
});

/** An Ollama that accepts blobs. It does not read the first one until `goOn` is called. */
const startBlobs = async () => {
  const begun = Promise.withResolvers<void>();
  const rest = Promise.withResolvers<void>();
  let count = 0;
  const server = createServer(async (incoming, response) => {
    count += 1;
    if (count === 1) {
      begun.resolve();
      await rest.promise;
    }
    incoming
      .on('error', () => {})
      .once('end', () => response.writeHead(201).end())
      .resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, begun: begun.promise, goOn: () => rest.resolve() };
};

test('A10: an upload whose client stops sending is cut off, one that waits for Ollama is not', async () => {
  const { ollama, url } = await open(await startBlobs(), { blob: { ms: 100, bytes: 1 } });
  const send = () =>
    request(url, { path: `/api/blobs/sha256:${'0'.repeat(64)}`, method: 'POST', agent: false });
  const whole = Buffer.alloc(32 * 1024 * 1024);
  const waiting = send();
  const answer = once(waiting, 'response');
  waiting.end(whole);
  await ollama.begun;
  const stopped = send();
  stopped.write('a piece');
  await expect(once(stopped, 'response')).rejects.toThrow();
  // By then, the other one has waited for the same time.
  ollama.goOn();
  const [incoming] = await answer;
  expect(incoming.statusCode).toBe(201);
  incoming.resume();
});
