import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reply } from '../testing/fake-connection.ts';
import { fakeRuntime } from '../testing/fake-runtime.ts';
import { createTurnkey, serveWorker } from '../worker.ts';
import { connectPage } from './connect-page.ts';

let chrome = fakeRuntime();
let stop: () => void = () => {};

beforeEach(() => {
  chrome = fakeRuntime();
  chrome.answer = (message) => (message.type === 'request' ? reply(message.id, { text: 'x' }) : []);
  vi.stubGlobal('chrome', chrome);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A worker, and its page that serves it. */
const set = () => {
  const { port1, port2 } = new MessageChannel();
  stop = serveWorker(port1);
  return { turnkey: createTurnkey({ port: port2 }), page: port1, worker: port2 };
};
const text = async (turnkey: { fetch: typeof fetch }) => (await turnkey.fetch('http://ollama/')).text();
/** Waits for the page's port to the host to have this state. */
const hostPort = (connected: boolean) => expect.poll(() => chrome.ports.at(-1)?.connected).toBe(connected);

test('requests of a worker reach the host through the page', async () => {
  const { turnkey } = set();
  expect(await text(turnkey)).toBe('x');
  expect(await text(turnkey)).toBe('x');
  expect(chrome.ports).toHaveLength(1);
  turnkey.close();
  await hostPort(false);
});

test('messages of the extension’s own pass, and it sees none of Turnkey’s', async () => {
  const { turnkey, page, worker } = set();
  const seen: unknown[] = [];
  const own = new Promise((resolve) => {
    page.addEventListener('message', ({ data }) => {
      seen.push(data);
      if (data === 'own') resolve(data);
    });
  });
  await text(turnkey);
  worker.postMessage('own');
  await own;
  expect(seen).toEqual(['own']);
  turnkey.close();
});

test('what ends the connection to the host reaches the worker with its code', async () => {
  const { turnkey } = set();
  chrome.answer = () => [];
  const asked = text(turnkey);
  await hostPort(true);
  Object.assign(chrome.runtime, { lastError: { message: 'Receiving end does not exist.' } });
  chrome.ports[0]?.onDisconnect.emit();
  await expect(asked).rejects.toMatchObject({ code: 'companion_missing' });
});

test('a page outside an extension says so', async () => {
  const { turnkey } = set();
  vi.stubGlobal('chrome', undefined);
  await expect(text(turnkey)).rejects.toMatchObject({ code: 'companion_missing' });
});

test('the page can stop serving, which ends what runs', async () => {
  const { turnkey } = set();
  // The host has begun: the request is not sent again.
  chrome.answer = (message) => (message.type === 'request' ? reply(message.id).slice(0, 1) : []);
  const asked = text(turnkey);
  await hostPort(true);
  stop();
  await expect(asked).rejects.toMatchObject({ code: 'interrupted' });
  expect(chrome.ports.every(({ connected }) => !connected)).toBe(true);
});

test('a connection that is closed at once leaves no lock', async () => {
  const { worker } = set();
  connectPage(worker)(
    () => {},
    () => {},
  ).close();
  const locks = async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].length;
  };
  await expect.poll(locks).toBe(0);
});

test('a page that does not serve the worker is reported', async () => {
  vi.useFakeTimers();
  const { port1, port2 } = new MessageChannel();
  const asked = text(createTurnkey({ port: port2 }));
  const refused = expect(asked).rejects.toMatchObject({
    code: 'page_missing',
    help: expect.stringContaining('serveWorker(worker)'),
  });
  await vi.runAllTimersAsync();
  await refused;
  port1.close();
});

test('without locks, as in a sandboxed frame', async () => {
  vi.stubGlobal('navigator', {
    get locks(): LockManager {
      throw new Error('SecurityError');
    },
  });
  const { turnkey } = set();
  expect(await text(turnkey)).toBe('x');
  turnkey.close();
  await hostPort(false);
});

test('a worker has no choice of transport', () => {
  // @ts-expect-error: the page chooses it.
  createTurnkey({ transport: 'native' });
});
