import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reply } from '../testing/fake-connection.ts';
import { fakeRuntime } from '../testing/fake-runtime.ts';
import { register, registerOnce, unregister } from './register.ts';

const OLLAMA = 'http://localhost:11434/api/tags';
const OTHER = 'https://example.com/api/tags';
const answer = Promise.resolve(new Response('direct'));

let before: ReturnType<typeof vi.fn<typeof fetch>>;
let chrome = fakeRuntime();

beforeEach(() => {
  before = vi.fn<typeof fetch>(() => answer);
  chrome = fakeRuntime();
  chrome.answer = (message) => (message.type === 'request' ? reply(message.id, { text: 'turnkey' }) : []);
  vi.stubGlobal('fetch', before);
  vi.stubGlobal('chrome', chrome);
});
afterEach(() => {
  unregister();
  vi.unstubAllGlobals();
});

const ask = async (input: RequestInfo | URL, init?: RequestInit) => (await fetch(input, init)).text();
const paths = () =>
  chrome.ports.flatMap(({ posted }) => (posted as { path?: string }[]).flatMap(({ path }) => path ?? []));

for (const origin of ['localhost', '127.0.0.1', '[::1]', '0.0.0.0', 'LOCALHOST']) {
  test(`${origin} goes through Turnkey, as text, URL and Request`, async () => {
    register();
    const address = `http://${origin}:11434/api/tags?a=b`;
    for (const input of [address, new URL(address), new Request(address)])
      expect(await ask(input)).toBe('turnkey');
    expect(paths()).toEqual(Array(3).fill('/api/tags?a=b'));
    expect(before).not.toHaveBeenCalled();
  });
}

const OTHERS: readonly unknown[] = [
  OTHER,
  'http://localhost:11450/api/tags',
  'https://localhost:11434/api/tags',
  'http://localhost.example.com:11434/',
  'https://ollama.com/api/web_search',
  'not an address',
  'data:,x',
  new Request(OTHER),
  undefined,
  5,
];

for (const input of OTHERS) {
  test(`other requests are not changed: ${JSON.stringify(input)}`, () => {
    register();
    const self = {};
    const init = { method: 'POST' };
    expect(fetch.call(self as never, input as never, init)).toBe(answer);
    expect(before.mock.contexts[0]).toBe(self);
    expect(before.mock.calls[0]?.[0]).toBe(input);
    expect(before.mock.calls[0]?.[1]).toBe(init);
  });
}

test('a call without arguments is passed on without arguments', () => {
  register();
  (fetch as () => unknown)();
  expect(before.mock.calls[0]).toHaveLength(0);
});

test('a relative URL is resolved against the page', async () => {
  vi.stubGlobal('location', new URL('http://localhost:11434/page'));
  register();
  expect(await ask('http://localhost:11434/api/tags')).toBe('turnkey');
  vi.stubGlobal('location', new URL(OTHER));
  expect(await fetch('/api/tags')).toBe(await answer);
});

test('other origins replace the default ones', async () => {
  register({ origins: ['http://192.168.1.5:11434/', 'https://Ollama.Example'] });
  expect(await ask('http://192.168.1.5:11434/api/tags')).toBe('turnkey');
  expect(await ask('https://ollama.example/api/tags')).toBe('turnkey');
  expect(await fetch(OLLAMA)).toBe(await answer);
});

test('a function is asked for the origins at each request', async () => {
  let address = 'http://192.168.1.5:11434/v1';
  register({ origins: () => [address, 'no address'] });
  expect(await ask('http://192.168.1.5:11434/api/tags')).toBe('turnkey');
  expect(fetch(OLLAMA)).toBe(answer);
  address = 'https://ollama.example';
  expect(await ask('https://ollama.example/api/tags')).toBe('turnkey');
  expect(await fetch('http://192.168.1.5:11434/api/tags')).toBe(await answer);
});

test('a function may return a promise; if it rejects, no request is for Ollama', async () => {
  let origins = Promise.resolve(['http://192.168.1.5:11434']);
  register({ origins: () => origins });
  const self = {};
  expect(await ask('http://192.168.1.5:11434/api/tags')).toBe('turnkey');
  expect(await fetch.call(self as never, OTHER)).toBe(await answer);
  expect(before.mock.contexts[0]).toBe(self);
  origins = Promise.reject(new Error('no storage'));
  expect(await fetch('http://192.168.1.5:11434/api/tags')).toBe(await answer);
});

test('in a content script requests go through the background', async () => {
  vi.stubGlobal('location', new URL(OTHER));
  register();
  expect(await ask(OLLAMA)).toBe('turnkey');
  expect((chrome.ports[0] as unknown as { to: unknown[] }).to).toEqual([{ name: 'ollama-turnkey:content' }]);
});

test('in a web worker requests go through the page', async () => {
  vi.stubGlobal('chrome', undefined);
  vi.stubGlobal('DedicatedWorkerGlobalScope', class {});
  const posted = Promise.withResolvers<unknown>();
  vi.stubGlobal('postMessage', posted.resolve);
  register();
  void fetch(OLLAMA).catch(() => {});
  expect(await posted.promise).toMatchObject({ type: 'ollama-turnkey:open' });
});

test('an invalid origin throws and changes nothing', () => {
  for (const origin of ['localhost:11434', 'ollama', ''])
    expect(() => register({ origins: [origin] })).toThrow(
      'is not an origin. Example of an origin: http://localhost:11434',
    );
  expect(fetch).toBe(before);
});

test('the web search URLs of ollama.com go through Turnkey if webSearch is set', async () => {
  register({ webSearch: true });
  const search = 'https://ollama.com/api/web_search';
  const paid = 'https://ollama.com/api/chat';
  expect(await ask(search, { method: 'POST', body: '{}' })).toBe('turnkey');
  expect(await fetch(paid)).toBe(await answer);
});

test('unregister restores fetch, and register can be called again', async () => {
  register();
  unregister();
  unregister();
  expect(fetch).toBe(before);
  register();
  expect(await ask(OLLAMA)).toBe('turnkey');
});

test('a second registration replaces the first', () => {
  register();
  register();
  unregister();
  expect(fetch).toBe(before);
});

test('an import does not replace a registration', async () => {
  register({ origins: ['http://ollama'] });
  registerOnce();
  expect(await ask('http://ollama/')).toBe('turnkey');
  expect(await fetch(OLLAMA)).toBe(await answer);
});

test('a wrapper that was added later stays and reaches the original', async () => {
  register();
  const ours = fetch;
  const wrapper: typeof fetch = (...args) => ours(...args);
  globalThis.fetch = wrapper;
  unregister();
  expect(fetch).toBe(wrapper);
  expect(await fetch(OLLAMA)).toBe(await answer);
});

test('the patched fetch can be the fallback', async () => {
  register();
  register({ fallback: fetch });
  chrome.answer = () => [{ type: 'closed', problem: { code: 'companion_missing', message: 'No.' } }];
  expect(await fetch(OLLAMA)).toBe(await answer);
});
