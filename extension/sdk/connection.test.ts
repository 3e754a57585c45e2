import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECONNECT_MS } from '../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import { createConnection } from './connection.ts';
import { createFetch } from './fetch/turnkey-fetch.ts';
import { reply } from './testing/fake-connection.ts';
import { type FakePort, fakePort } from './testing/fake-runtime.ts';
import { overPort } from './transport/over-port.ts';

const WELCOME: HostMessage = {
  type: 'welcome',
  protocol: 1,
  host: { version: '1' },
  limits: { replyWindow: 1 << 20, uploadWindow: 1 << 20 },
  grant: null,
};
const lost = (code: 'interrupted' | 'host_failed' | 'host_missing' = 'interrupted'): HostMessage => ({
  type: 'closed',
  problem: { code, message: 'Gone.' },
});
const URL_ = 'http://ollama/api/chat';
const POST = { method: 'POST', body: '{}' };

/** A connection whose n-th port answers each message of the SDK with the result of the n-th script. */
const scripted = (...scripts: ((message: ClientMessage) => readonly HostMessage[])[]) => {
  const ports: FakePort[] = [];
  const connection = createConnection(
    overPort(() => {
      const port = fakePort();
      const script = scripts[Math.min(ports.length, scripts.length - 1)];
      ports.push(port);
      const post = port.postMessage;
      port.postMessage = (message) => {
        post(message);
        queueMicrotask(() => {
          for (const each of script?.(message as ClientMessage) ?? []) port.onMessage.emit(each);
        });
      };
      return port as unknown as chrome.runtime.Port;
    }),
    () => ({ client: { name: 'test', version: '1' } }),
  );
  const requests = () =>
    ports.map(({ posted }) => posted.filter((each) => (each as ClientMessage).type === 'request').length);
  return { connection, ports, requests, fetch: createFetch(connection) };
};

const good = (message: ClientMessage): readonly HostMessage[] =>
  message.type === 'hello'
    ? [WELCOME]
    : message.type === 'request'
      ? reply(message.id, { text: 'good' })
      : [];
const says =
  (...messages: HostMessage[]) =>
  ({ type }: ClientMessage) =>
    type === 'request' ? messages : [];
const welcomesAndSays =
  (...messages: HostMessage[]) =>
  ({ type }: ClientMessage) =>
    type === 'hello' ? [WELCOME] : type === 'request' ? messages : [];
const HELD: HostMessage = { type: 'waiting', id: 1 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['had not sent its welcome', says(lost())],
  ['was still asking the user', welcomesAndSays(HELD, lost())],
  ['was closed for being idle', welcomesAndSays({ type: 'closed' })],
])('R7: a request is retried if the host that disconnected %s', async (_, script) => {
  const { fetch, requests } = scripted(script, good);
  expect(await (await fetch(URL_, POST)).text()).toBe('good');
  expect(requests()).toEqual([1, 1]);
});

test('R7: a request that may have begun is interrupted and not retried', async () => {
  const { fetch, requests } = scripted(welcomesAndSays(lost()), good);
  await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'interrupted' });
  expect(requests()).toEqual([1]);
});

test('R7: a GET is retried even if it may have begun', async () => {
  const { fetch, requests } = scripted(welcomesAndSays(lost()), good);
  expect(await (await fetch(URL_)).text()).toBe('good');
  expect(requests()).toEqual([1, 1]);
});

test('R7: a request is retried only once', async () => {
  const { fetch, requests } = scripted(says(lost()));
  await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'interrupted' });
  expect(requests()).toEqual([1, 1]);
});

test('R24: a host that cannot be started is retried only if it has worked before', async () => {
  const never = scripted(says(lost('host_failed')), good);
  await expect(never.fetch(URL_, POST)).rejects.toMatchObject({ code: 'host_failed' });
  expect(never.requests()).toEqual([1]);

  const once = scripted(good, says(lost('host_failed')), good);
  await once.fetch(URL_, POST);
  once.ports[0]?.onMessage.emit({ type: 'closed' });
  expect(await (await once.fetch(URL_, POST)).text()).toBe('good');
  expect(once.requests()).toEqual([1, 1, 1]);
});

test('R24: during the delay after a missing host, a request rejects at once with the last problem', async () => {
  const { fetch, ports } = scripted(says(lost('host_missing')));
  for (let count = 0; count < 50; count += 1) {
    await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'host_missing' });
  }
  expect(ports).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(RECONNECT_MS[1]);
  await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'host_missing' });
  expect(ports).toHaveLength(3);
});

test('R24: a request for a host that has worked before waits for the delay and is then sent', async () => {
  const { fetch, ports } = scripted(welcomesAndSays(lost()), welcomesAndSays(lost()), good);
  await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'interrupted' });
  await expect(fetch(URL_, POST)).rejects.toMatchObject({ code: 'interrupted' });
  const answer = fetch(URL_, POST);
  await vi.advanceTimersByTimeAsync(RECONNECT_MS[1] - 1);
  expect(ports).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(await (await answer).text()).toBe('good');
});

test('R24: a request that is aborted during the delay rejects at once', async () => {
  const { fetch } = scripted(welcomesAndSays(lost()), welcomesAndSays(lost()), good);
  await fetch(URL_, POST).catch(() => {});
  await fetch(URL_, POST).catch(() => {});
  const stop = new AbortController();
  const answer = fetch(URL_, { ...POST, signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});

test('a connection that is closed during the delay opens no port', async () => {
  const { connection, fetch, ports } = scripted(welcomesAndSays(lost()), welcomesAndSays(lost()), good);
  await fetch(URL_, POST).catch(() => {});
  await fetch(URL_, POST).catch(() => {});
  const answer = fetch(URL_, POST);
  const failed = expect(answer).rejects.toMatchObject({ code: 'interrupted' });
  await vi.advanceTimersByTimeAsync(0);
  connection.close();
  await failed;
  await vi.advanceTimersByTimeAsync(RECONNECT_MS[1]);
  expect(ports).toHaveLength(2);
});

test('a request is not retried after close()', async () => {
  const { connection, fetch, requests } = scripted(welcomesAndSays());
  const answer = fetch(URL_);
  const failed = expect(answer).rejects.toMatchObject({ code: 'interrupted' });
  await vi.advanceTimersByTimeAsync(0);
  connection.close();
  await failed;
  expect(requests()).toEqual([1]);
});
