import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createRelay } from './relay.ts';

/** Longer than the default timeout of any known HTTP client. That of undici is five minutes. */
const SILENCE_MS = 60 * 60_000;

// Fakes only the timers behind timeouts: the sockets are real, and their events need the other ones. One clock for
// all tests, since undici keeps its timer between requests.
beforeAll(
  () =>
    void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }),
);
afterAll(() => void vi.useRealTimers());

/** A server whose responses the test writes. */
const startSilentServer = async () => {
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (_request, response) =>
    resolve(response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const ask = (url: string) => {
  const relay = createRelay(url);
  onTestFinished(() => relay.close());
  const head = Promise.withResolvers<number>();
  const whole = Promise.withResolvers<string>();
  let text = '';
  relay.send(
    { method: 'POST', path: '/api/chat', headers: {}, body: '{}' },
    {
      head: head.resolve,
      data(chunk) {
        text += chunk;
      },
      end: () => whole.resolve(text),
      fail(error) {
        head.reject(error);
        whole.reject(error);
      },
    },
  );
  return { head: head.promise, whole: whole.promise };
};

test('R19: a response that starts after an hour is awaited', async () => {
  const { asked, url } = await startSilentServer();
  const { whole } = ask(url);
  const response = await asked;
  await vi.advanceTimersByTimeAsync(SILENCE_MS);
  response.end('loaded');
  expect(await whole).toBe('loaded');
});

test('R19: a response that pauses for an hour is awaited', async () => {
  const { asked, url } = await startSilentServer();
  const { head, whole } = ask(url);
  const response = await asked;
  response.write('first, ');
  expect(await head).toBe(200);
  await vi.advanceTimersByTimeAsync(SILENCE_MS);
  response.end('then');
  expect(await whole).toBe('first, then');
});

test('a client with the usual timeouts fails after that hour', async () => {
  const { asked, url } = await startSilentServer();
  const pool = new Pool(url);
  onTestFinished(() => pool.destroy());
  const failed = expect(pool.request({ method: 'GET', path: '/' })).rejects.toThrow('Headers Timeout Error');
  await asked;
  await vi.advanceTimersByTimeAsync(SILENCE_MS);
  await failed;
});
