import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakePort, fakePort, fakeRuntime } from '../testing/fake-runtime.ts';
import { RELAY_NAME } from './connect-background.ts';
import { type ServeOptions, serveContentScripts } from './serve-content-scripts.ts';

let chrome = fakeRuntime();

beforeEach(() => {
  chrome = fakeRuntime('own');
  vi.stubGlobal('chrome', chrome);
  vi.stubGlobal('location', new URL('chrome-extension://own/worker.js'));
});
afterEach(() => vi.unstubAllGlobals());

const own = (url = 'https://example.com/') => fakePort({ id: 'own', url }, RELAY_NAME);

/** Connects a port to a background that serves content scripts. Returns the port to the host, if one was opened. */
const connect = (port: FakePort, options?: ServeOptions) => {
  const stop = serveContentScripts(options);
  chrome.runtime.onConnect.emit(port);
  return { stop, toHost: chrome.ports[0] };
};

test('messages pass unchanged in both directions', () => {
  const port = own();
  const { toHost } = connect(port);
  const question = { type: 'request', id: 1 };
  const answer = { type: 'end', id: 1 };
  port.onMessage.emit(question);
  toHost?.onMessage.emit(answer);
  expect([toHost?.posted[0], port.posted[0]]).toEqual([question, answer]);
  expect(toHost?.posted[0]).toBe(question);
});

test('a disconnect of the page closes the port to the host', () => {
  const port = own();
  const { toHost } = connect(port);
  port.onDisconnect.emit();
  expect(toHost?.connected).toBe(false);
});

test('a disconnect of the host is reported with its reason and disconnects the page', () => {
  const port = own();
  const { toHost } = connect(port);
  Object.assign(chrome.runtime, { lastError: { message: 'Receiving end does not exist.' } });
  toHost?.onDisconnect.emit();
  expect(port.posted).toMatchObject([{ type: 'closed', problem: { code: 'companion_missing' } }]);
  expect((port.posted[0] as { problem: { message: string } }).problem.message).not.toContain('[');
  expect(port.connected).toBe(false);
});

const STRANGERS: Readonly<Record<string, FakePort>> = {
  'another extension': fakePort({ id: 'other' }, RELAY_NAME),
  'a page without an id': fakePort({ url: 'https://example.com/' }, RELAY_NAME),
  'a port of the extension’s own': fakePort({ id: 'own' }, 'something'),
};

for (const [who, port] of Object.entries(STRANGERS)) {
  test(`${who} is ignored`, () => {
    expect(connect(port).toHost).toBeUndefined();
    expect([port.posted, port.connected, port.onMessage.size]).toEqual([[], true, 0]);
  });
}

test('a page that the extension does not allow is refused', () => {
  const port = own('https://evil.example/');
  const allow: ServeOptions['allow'] = ({ url }) => url === 'https://example.com/';
  expect(connect(port, { allow }).toHost).toBeUndefined();
  expect(port.posted).toMatchObject([{ type: 'closed', problem: { code: 'content_script' } }]);
  expect(port.connected).toBe(false);
});

test('it stops serving when the returned function is called', () => {
  const port = own();
  serveContentScripts()();
  chrome.runtime.onConnect.emit(port);
  expect(chrome.ports).toEqual([]);
});

test('a message for a page that has disconnected does not throw', () => {
  const port = own();
  const { toHost } = connect(port);
  port.disconnect();
  expect(() => toHost?.onMessage.emit({ type: 'ping' })).not.toThrow();
});
