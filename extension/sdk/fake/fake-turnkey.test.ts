import { Ollama } from 'ollama/browser';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { errorCode, explain } from '../explain.ts';
import { chat, completion, generate, json, ndjson, ollamaError } from './answers.ts';
import { createFakeTurnkey } from './fake-turnkey.ts';
import type { FakeState } from './states.ts';

const CHAT = { method: 'POST', body: '{"model":"m"}' };

/** The code that a chat meets, be it in a refusal or in an error. */
const codeOf = async (fetch: typeof globalThis.fetch) => {
  try {
    return errorCode(await (await fetch('/api/chat', CHAT)).json());
  } catch (error) {
    return errorCode(error);
  }
};

// A relative address is one only where there is a location.
const absolute =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  (path, init) =>
    fetch(`http://ollama${path}`, init);

const STATES: readonly (readonly [FakeState, object])[] = [
  ['companion_missing', { companion: { state: 'problem' }, host: { state: 'unknown' } }],
  ['companion_mismatch', { companion: { state: 'problem' } }],
  ['host_missing', { companion: { state: 'ready' }, host: { state: 'problem' } }],
  ['host_forbidden', { host: { state: 'problem' } }],
  ['host_blocked', { host: { state: 'problem' } }],
  ['host_failed', { host: { state: 'problem' } }],
  ['host_outdated', { host: { state: 'problem' } }],
  ['client_outdated', { host: { state: 'problem' } }],
  ['no_key', { host: { state: 'ready' }, access: { state: 'problem' }, grant: null }],
  ['not_approved', { access: { state: 'problem' }, grant: null }],
  ['denied', { access: { state: 'problem' }, ollama: { state: 'ready' }, grant: null }],
  ['paused', { access: { state: 'problem' }, grant: { scopes: ['read', 'infer', 'embed'] } }],
  ['key_wrong', { access: { state: 'problem' } }],
  ['key_revoked', { access: { state: 'problem' } }],
  ['key_expired', { access: { state: 'problem' } }],
  ['key_disabled', { access: { state: 'problem' } }],
  ['scope_missing', { ready: true }],
  ['model_not_allowed', { ready: true }],
  ['too_many_requests', { ready: true }],
  ['rate_limited', { ready: true }],
  ['ollama_unreachable', { access: { state: 'ready' }, ollama: { state: 'problem' } }],
];

test.each(STATES)('%s: a request meets it, and the status shows where it is', async (state, wanted) => {
  const { fetch, status } = createFakeTurnkey({ state });
  expect(await codeOf(absolute(fetch))).toBe(state);
  expect(await status()).toMatchObject(wanted);
});

test('ready: the status, and an answer for everything that a chat needs', async () => {
  const { fetch, status } = createFakeTurnkey({ models: ['a', 'b'] });
  expect(await status()).toMatchObject({ ready: true, grant: { scopes: ['read', 'infer', 'embed'] } });
  const ollama = new Ollama({ fetch });
  expect((await ollama.list()).models.map(({ name }) => name)).toEqual(['a', 'b']);
  expect((await ollama.embed({ model: 'a', input: ['x', 'y'] })).embeddings).toHaveLength(2);
  expect((await ollama.generate({ model: 'a', prompt: 'x' })).response).toBe('Hello from the fake Ollama.');
});

test('the scripted words come in their pieces, through the clients that people use', async () => {
  const { fetch, companion } = createFakeTurnkey({ answers: { 'POST /api/chat': chat('Hi', ' there') } });
  const ollama = new Ollama({ fetch });
  const words: string[] = [];
  for await (const part of await ollama.chat({ model: 'm', stream: true })) words.push(part.message.content);
  expect(words).toEqual(['Hi', ' there', '']);
  companion.answer('POST /v1/chat/completions', completion('Hi', ' there'));
  const openai = new OpenAI({ baseURL: 'http://ollama/v1', apiKey: 'x', fetch });
  const ask = { model: 'm', messages: [{ role: 'user', content: 'x' }] } as const;
  const whole = await openai.chat.completions.create({ ...ask, messages: [...ask.messages] });
  expect(whole.choices[0]?.message.content).toBe('Hi there');
  const stream = await openai.chat.completions.create({
    model: 'm',
    messages: [...ask.messages],
    stream: true,
  });
  let text = '';
  for await (const { choices } of stream) text += choices[0]?.delta.content;
  expect(text).toBe('Hi there');
});

test('an answer can be made of the request, and every request is kept', async () => {
  const { fetch, companion } = createFakeTurnkey();
  companion.answer('POST /api/chat', (request) => json({ echo: request.json() }));
  const body = new Uint8Array(3_000_000).fill(32);
  body.set(new TextEncoder().encode('{"model":"m"}'));
  const response = await fetch('http://ollama/api/chat', { method: 'POST', body });
  expect(await response.json()).toEqual({ echo: { model: 'm' } });
  const [request] = companion.requests;
  expect([request?.method, request?.path, request?.bytes.byteLength]).toEqual([
    'POST',
    '/api/chat',
    3_000_000,
  ]);
});

test('errors of Ollama, and paths that it does not have', async () => {
  const { fetch, companion } = createFakeTurnkey();
  companion.answer('POST /api/chat', ollamaError(404, "model 'm' not found"));
  expect(await codeOf(absolute(fetch))).toBe('model_not_found');
  expect((await fetch('http://ollama/api/nope')).status).toBe(404);
});

test('an answer that throws says what it threw', async () => {
  const { fetch, companion } = createFakeTurnkey();
  companion.answer('POST /api/chat', () => {
    throw new Error('Not like this.');
  });
  const error = await fetch('http://ollama/api/chat', CHAT).catch((reason: unknown) => reason);
  expect(explain(error)).toMatchObject({
    code: 'internal',
    message: expect.stringContaining('Not like this.'),
  });
});

describe('while an answer runs', () => {
  /** A chat of which the first word was read. */
  const begin = async () => {
    const turnkey = createFakeTurnkey();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const words = async function* () {
      yield 'one';
      await gate;
      yield 'two';
    };
    turnkey.companion.answer('POST /api/chat', () => ({ body: words() }));
    const response = await turnkey.fetch('http://ollama/api/chat', CHAT);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe('one');
    return { ...turnkey, reader, open };
  };

  test.each([
    ['denied', 'access_revoked', 'denied'],
    ['paused', 'paused', 'paused'],
    ['not_approved', 'access_revoked', 'not_approved'],
    ['ollama_unreachable', 'ollama_interrupted', 'ollama_unreachable'],
    ['companion_missing', 'interrupted', 'companion_missing'],
    ['host_missing', 'interrupted', 'host_missing'],
  ] as const)('%s breaks it off with %s', async (state, running, next) => {
    const { companion, reader, fetch } = await begin();
    companion.state = state;
    const error = await reader.read().catch((reason: unknown) => reason);
    expect(errorCode(error)).toBe(running);
    expect(companion.requests[0]?.signal.aborted).toBe(true);
    expect(await codeOf(absolute(fetch))).toBe(next);
  });

  test('a rate limit lets it go on', async () => {
    const { companion, reader, open, fetch } = await begin();
    companion.state = 'rate_limited';
    const refused = await fetch('http://ollama/api/chat', CHAT);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    open();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('two');
    expect((await reader.read()).done).toBe(true);
  });

  test('cancelling it, and closing the Turnkey, aborts it', async () => {
    const first = await begin();
    await first.reader.cancel();
    await settled();
    expect(first.companion.requests[0]?.signal.aborted).toBe(true);
    const second = await begin();
    second.close();
    await settled();
    expect(second.companion.requests[0]?.signal.aborted).toBe(true);
  });

  test('an answer that breaks off by itself', async () => {
    const { fetch, companion } = createFakeTurnkey();
    companion.answer('POST /api/chat', { ...ndjson([{ a: 1 }]), breaksWith: 'access_revoked' });
    const response = await fetch('http://ollama/api/chat', CHAT);
    await expect(response.text()).rejects.toMatchObject({ code: 'access_revoked' });
  });
});

/** Every message that is under way has arrived. */
const settled = () => new Promise(setImmediate);

test('a slow model: nothing comes until it is released', async () => {
  const { fetch, companion } = createFakeTurnkey({ answers: { 'POST /api/generate': generate('x') } });
  companion.hold();
  let came = false;
  const waiting = fetch('http://ollama/api/generate', CHAT).then((response) => {
    came = true;
    return response.text();
  });
  await settled();
  expect([came, companion.requests.length]).toEqual([false, 1]);
  companion.release();
  expect(await waiting).toContain('"done":true');
});

test('an abort ends a slow request, and its delay', async () => {
  const { fetch, companion } = createFakeTurnkey({ delay: 2 ** 30 });
  const stop = new AbortController();
  const waiting = fetch('http://ollama/api/chat', { ...CHAT, signal: stop.signal });
  await settled();
  stop.abort(new Error('Enough.'));
  await expect(waiting).rejects.toThrow('Enough.');
  await settled();
  expect(companion.requests[0]?.signal.aborted).toBe(true);
});

test('no more is sent than the reader takes', async () => {
  const { fetch, companion } = createFakeTurnkey();
  let made = 0;
  companion.answer('POST /api/chat', {
    body: (function* () {
      for (; made < 12; made += 1) yield new Uint8Array(256 * 1024).fill(255);
    })(),
  });
  const response = await fetch('http://ollama/api/chat', CHAT);
  await settled();
  expect(made).toBeLessThan(6);
  expect((await response.arrayBuffer()).byteLength).toBe(12 * 256 * 1024);
});

describe('the user', () => {
  test('allows in the window that the first request opens', async () => {
    const { fetch, companion } = createFakeTurnkey({ state: 'not_approved', user: 'wait' });
    const waiting = codeOf(absolute(fetch));
    await settled();
    expect(companion.prompts).toBe(1);
    companion.user = 'allow';
    expect(await waiting).toBeUndefined();
    expect([companion.prompts, companion.state]).toEqual([0, 'ready']);
  });

  test('denies, or closes the window', async () => {
    const { requestAccess, companion } = createFakeTurnkey({ state: 'not_approved', user: 'dismiss' });
    await expect(requestAccess()).rejects.toMatchObject({ code: 'not_approved' });
    companion.user = 'deny';
    await expect(requestAccess()).rejects.toMatchObject({ code: 'denied' });
    companion.user = 'allow';
    await expect(requestAccess()).rejects.toMatchObject({ code: 'denied' });
  });

  test('is asked for what is missing, and for nothing else', async () => {
    const { fetch, requestAccess } = createFakeTurnkey({ user: 'allow' });
    const pull = () => fetch('http://ollama/api/pull', CHAT).then(({ status }) => status);
    expect(await pull()).toBe(403);
    expect(await requestAccess({ scopes: ['manage'] })).toMatchObject({
      scopes: ['read', 'infer', 'embed', 'manage'],
    });
    expect(await pull()).toBe(200);
  });

  test('the window goes when the extension gives up', async () => {
    const { requestAccess, companion } = createFakeTurnkey({ state: 'not_approved', user: 'wait' });
    const stop = new AbortController();
    const waiting = requestAccess({ signal: stop.signal });
    await settled();
    stop.abort(new Error('Enough.'));
    await expect(waiting).rejects.toThrow('Enough.');
    await settled();
    expect(companion.prompts).toBe(0);
  });
});

test('keys', async () => {
  const { setKey, companion } = createFakeTurnkey({ state: 'no_key', keys: ['otk_good'] });
  await expect(setKey('otk_bad')).rejects.toMatchObject({ code: 'key_wrong' });
  expect(await setKey('otk_good')).toMatchObject({ kind: 'key' });
  expect(companion.state).toBe('ready');
});

test('a fallback is used if the companion is missing, as with the real one', async () => {
  const { fetch } = createFakeTurnkey({
    state: 'companion_missing',
    fallback: async () => new Response('direct'),
  });
  expect(await (await fetch('http://ollama/api/tags')).text()).toBe('direct');
});

test('a watcher receives each new state', async () => {
  const { onStatusChange, companion } = createFakeTurnkey();
  const seen: (string | undefined)[] = [];
  const told = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => (seen.length >= count ? resolve() : setImmediate(look));
      look();
    });
  const stop = onStatusChange(({ problem }) => seen.push(problem?.code));
  await told(1);
  companion.state = 'denied';
  await told(2);
  companion.state = 'ready';
  await told(3);
  stop();
  expect(seen).toEqual([undefined, 'denied', undefined]);
});
