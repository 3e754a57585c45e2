import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { createTurnkey } from '../index.ts';
import { reply } from '../testing/fake-connection.ts';
import { fakeRuntime } from '../testing/fake-runtime.ts';
import { register, unregister } from './register.ts';

const OLLAMA = 'http://localhost:11434/api/tags';
const LAN = 'http://192.168.1.5:11434/api/tags';

let before: ReturnType<typeof vi.fn<typeof fetch>>;
let chrome = fakeRuntime();
let warn: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  before = vi.fn<typeof fetch>(async () => new Response('direct'));
  chrome = fakeRuntime();
  chrome.answer = (message) => (message.type === 'request' ? reply(message.id, { text: 'turnkey' }) : []);
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal('fetch', before);
  vi.stubGlobal('chrome', chrome);
});
afterEach(() => {
  unregister();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(globalThis, Symbol.for('ollama-turnkey.register'));
});

const text = async (ask: typeof fetch, url = OLLAMA, init?: RequestInit) => (await ask(url, init)).text();
const breakWith = (code: ErrorCode) => {
  chrome.answer = () => [{ type: 'closed', problem: { code, message: 'It is not installed.' } }];
};

describe('a client that kept the first fetch', () => {
  test('follows the second registration', async () => {
    register();
    const kept = fetch;
    register({ origins: ['http://localhost:11434', 'http://192.168.1.5:11434'] });
    expect([await text(kept), await text(kept, LAN)]).toEqual(['turnkey', 'turnkey']);
    register({ origins: ['http://192.168.1.5:11434'] });
    expect([await text(kept), await text(kept, LAN)]).toEqual(['direct', 'turnkey']);
  });

  test('follows it too if other code has wrapped fetch in between', async () => {
    register();
    const kept = fetch;
    globalThis.fetch = (...args) => kept(...args);
    register({ origins: ['http://192.168.1.5:11434'] });
    expect([await text(kept), await text(kept, LAN)]).toEqual(['direct', 'turnkey']);
    expect([await text(fetch), await text(fetch, LAN)]).toEqual(['direct', 'turnkey']);
  });

  test('reaches the original after unregister, and Turnkey after the next registration', async () => {
    register();
    const kept = fetch;
    unregister();
    expect([await text(kept), fetch]).toEqual(['direct', before]);
    register();
    expect(await text(kept)).toBe('turnkey');
  });

  test('follows another copy of the SDK', async () => {
    register();
    const kept = fetch;
    vi.resetModules();
    const copy = await import('./register.ts');
    expect(copy.register).not.toBe(register);
    copy.register({ origins: ['http://192.168.1.5:11434'] });
    expect([await text(kept), await text(kept, LAN)]).toEqual(['direct', 'turnkey']);
    unregister();
    expect([await text(kept, LAN), fetch]).toEqual(['direct', before]);
  });

  test('works with a registration of another version, which has other properties', async () => {
    const serve = ([input]: [unknown]) =>
      input === LAN ? Promise.resolve(new Response('other')) : undefined;
    register();
    const kept = fetch;
    const slot = globalThis as unknown as Record<symbol, object>;
    const SLOT = Symbol.for('ollama-turnkey.register');
    slot[SLOT] = { ...slot[SLOT], serve, of: 'tomorrow' };
    expect([await text(kept), await text(kept, LAN)]).toEqual(['direct', 'other']);
    register();
    expect(await text(kept)).toBe('turnkey');
  });
});

describe.each(['companion_missing', 'host_missing'] as const)('while the problem is %s', (code) => {
  beforeEach(() => breakWith(code));

  test('the previous fetch is the fallback, with the same arguments', async () => {
    register();
    const init = { method: 'POST', body: '{}' };
    expect(await text(fetch, OLLAMA, init)).toBe('direct');
    expect(before.mock.calls).toEqual([[OLLAMA, init]]);
    expect(before.mock.calls[0]?.[1]).toBe(init);
  });

  test('no fallback is used if it is turned off', async () => {
    register({ fallback: false });
    await expect(fetch(OLLAMA)).rejects.toMatchObject({ code });
    expect(before).not.toHaveBeenCalled();
  });

  test.each([
    ['the patched fetch', (own: typeof fetch) => own],
    [
      'a wrapper',
      (own: typeof fetch): typeof fetch =>
        (...args) =>
          own(...args),
    ],
    [
      'a wrapper that waits',
      (own: typeof fetch): typeof fetch =>
        async (...args) => {
          await null;
          return own(...args);
        },
    ],
  ])('%s as the fallback does not recurse', async (_, wrap) => {
    register();
    register({ fallback: wrap(fetch) });
    expect(await text(fetch)).toBe('direct');
    expect(await text(fetch, OLLAMA, { method: 'POST', body: '{}' })).toBe('direct');
    expect(before).toHaveBeenCalledTimes(2);
  });

  test('a wrapper that was added between two registrations does not recurse', async () => {
    register();
    const kept = fetch;
    globalThis.fetch = async (input, init) => kept(new Request(input, init));
    register();
    expect([await text(fetch), await text(kept)]).toEqual(['direct', 'direct']);
    unregister();
    register();
    expect([await text(fetch), await text(kept)]).toEqual(['direct', 'direct']);
  });

  test('createTurnkey({ fallback: fetch }) works after the import', async () => {
    register();
    expect(await text(createTurnkey({ fallback: fetch }).fetch)).toBe('direct');
  });

  test('the status is ready if Ollama accepts requests directly', async () => {
    const turnkey = register({ origins: ['http://192.168.1.5:11434'] });
    expect(await turnkey.status()).toMatchObject({ ready: true, fallback: true });
    expect((await turnkey.status()).problem).toBeUndefined();
    const [url, init] = before.mock.lastCall ?? [];
    expect([url, init?.method]).toEqual(['http://192.168.1.5:11434/api/show', 'POST']);
  });

  test.each([
    ['Ollama refuses the extension', async () => new Response(null, { status: 403 })],
    ['the browser refuses the request', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('the status names the problem and the page to install from if %s', async (_, answer) => {
    const turnkey = register();
    before.mockImplementation(answer);
    const url = expect.stringMatching(/^https:/);
    expect(await turnkey.status()).toMatchObject({ ready: false, fallback: true, problem: { code, url } });
    await fetch(OLLAMA).catch(() => {});
    await vi.waitUntil(() => warn.mock.calls.length > 0);
    await fetch(OLLAMA).catch(() => {});
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(new RegExp(`It is not installed\\. .+ \\[${code}\\]`))],
    ]);
  });
});

test('nothing is written to the console while the fallback works', async () => {
  breakWith('companion_missing');
  register();
  await text(fetch);
  expect(warn).not.toHaveBeenCalled();
});

test('the first refusal of each code is written to the console, with the help', async () => {
  const refuse = (code: string) => {
    const body = JSON.stringify({ error: `The user has refused. Ask again later. [${code}]`, code });
    chrome.answer = (message) =>
      message.type === 'request'
        ? reply(message.id, { status: 403, headers: [['X-Turnkey-Error', code]], text: body })
        : [];
    return body;
  };
  register();
  const body = refuse('denied');
  expect([await text(fetch), await text(fetch)]).toEqual([body, body]);
  refuse('scope_missing');
  await text(fetch);
  await vi.waitUntil(() => warn.mock.calls.length > 1);
  expect(warn.mock.calls).toEqual([
    ['Ollama Turnkey: The user has refused. Ask again later. [denied]'],
    ['Ollama Turnkey: The user has refused. Ask again later. [scope_missing]'],
  ]);
});

test('a request that cannot reach the host is written to the console', async () => {
  breakWith('host_failed');
  register();
  await expect(fetch(OLLAMA)).rejects.toMatchObject({ code: 'host_failed' });
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('[host_failed]'));
});

test('an abort is not written to the console', async () => {
  register();
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fetch(OLLAMA, { signal })).rejects.toThrow('enough');
  expect(warn).not.toHaveBeenCalled();
});

test('what a registration asks for reaches the host', async () => {
  register({ ask: 'never', scopes: ['read', 'manage'] });
  await text(fetch);
  expect(chrome.ports[0]?.posted[0]).toMatchObject({ access: { ask: 'never', scopes: ['read', 'manage'] } });
});
