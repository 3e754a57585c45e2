import { getEventListeners } from 'node:events';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { createCreditLedger } from './credit-ledger.ts';
import { type ExchangeOptions, startExchange } from './exchange.ts';
import type { Reply } from './reply.ts';

const REQUEST = { type: 'request', method: 'POST', path: '/api/chat', headers: {} } as const;
const CALL = { type: 'call', name: 'status' } as const;
const HEAD: HostMessage = { type: 'response', id: 1, status: 200, statusText: 'OK', headers: [] };
const END: HostMessage = { type: 'end', id: 1 };
const ERROR: HostMessage = { type: 'error', id: 1, code: 'ollama_interrupted', message: 'Gone.' };
const ENOUGH = new Error('enough');
const piece = (seq: number, text = 'a'): HostMessage => ({ type: 'data', id: 1, seq, text });

/** An exchange in which the test plays the host. */
const start = (options: Partial<ExchangeOptions> = {}) => {
  const posted: ClientMessage[] = [];
  const post = (message: ClientMessage) => void posted.push(message);
  const faults: unknown[] = [];
  let done = 0;
  const exchange = startExchange({
    id: 1,
    outgoing: REQUEST,
    uploadWindow: 10,
    signal: undefined,
    ledger: createCreditLedger((id, bytes) => post({ type: 'credit', id, bytes })),
    post,
    onFault: (cause) => void faults.push(cause),
    onDone() {
      done += 1;
    },
    ...options,
  });
  exchange.answer.catch(() => {});
  return {
    posted,
    faults,
    exchange,
    reply: exchange.answer as Promise<Reply>,
    cancels: () => posted.filter(({ type }) => type === 'cancel').length,
    say: (...messages: HostMessage[]) => {
      for (const message of messages) exchange.receive(message);
    },
    get done() {
      return done;
    },
  };
};

test('the message is posted with its id', () => {
  expect(start({ id: 7 }).posted).toEqual([{ ...REQUEST, id: 7 }]);
});

test('a request resolves to its reply as soon as the head is there', async () => {
  const { reply, say } = start();
  say(HEAD);
  const { status, body } = await reply;
  say(piece(0, 'a'), piece(1, 'b'), END);
  expect([status, await new Response(body).text()]).toEqual([200, 'ab']);
});

test('a call resolves to its result', async () => {
  const { exchange, say } = start({ outgoing: CALL });
  say({ type: 'result', id: 1, value: 5 });
  expect(await exchange.answer).toBe(5);
});

test.each<readonly [string, HostMessage]>([
  ['end', END],
  ['error', ERROR],
])('onDone is called once at the last message: %s', (_, last) => {
  const state = start();
  state.say(HEAD);
  expect(state.done).toBe(0);
  state.say(last);
  expect(state.done).toBe(1);
});

test('an error before the head rejects the answer', async () => {
  const { reply, say } = start();
  say(ERROR);
  await expect(reply).rejects.toMatchObject({ code: 'ollama_interrupted' });
});

test('an error after the head fails the body, and the reply gives the reason', async () => {
  const { reply, say } = start();
  say(HEAD, ERROR);
  const { body, failure } = await reply;
  await expect(new Response(body).text()).rejects.toMatchObject({ code: 'ollama_interrupted' });
  expect(failure?.()).toMatchObject({ code: 'ollama_interrupted' });
});

test('a reply that has ended well has no failure', async () => {
  const { reply, say } = start();
  say(HEAD, END);
  const { failure } = await reply;
  expect(failure?.() ?? undefined).toBeUndefined();
});

test('an abort posts one cancel and rejects with the signal’s reason', async () => {
  const controller = new AbortController();
  const { reply, cancels } = start({ signal: controller.signal });
  controller.abort(ENOUGH);
  await expect(reply).rejects.toBe(ENOUGH);
  expect(cancels()).toBe(1);
});

test('cancelling the body posts one cancel', async () => {
  const { reply, say, cancels } = start();
  say(HEAD);
  await (await reply).body.cancel(ENOUGH);
  expect(cancels()).toBe(1);
});

test('after the last message neither an abort nor a cancelled body posts a cancel', async () => {
  const controller = new AbortController();
  const { reply, say, cancels } = start({ signal: controller.signal });
  say(HEAD, piece(0), END);
  controller.abort(ENOUGH);
  const { body } = await reply;
  expect(await new Response(body).text()).toBe('a');
  expect(cancels()).toBe(0);
});

test('nothing listens to the signal once the exchange has ended', () => {
  const { signal } = new AbortController();
  const { say } = start({ signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  say(HEAD, END);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a body that was not read before the end can still be read after an abort', async () => {
  const { reply, say, exchange } = start();
  say(HEAD, piece(0), piece(1), END);
  exchange.disconnect(() => ENOUGH);
  expect(await new Response((await reply).body).text()).toBe('aa');
});

test.each<readonly [string, readonly HostMessage[], boolean]>([
  ['nothing', [], false],
  ['waiting', [{ type: 'waiting', id: 1 }], true],
  [
    'waiting and started',
    [
      { type: 'waiting', id: 1 },
      { type: 'started', id: 1 },
    ],
    false,
  ],
])('a disconnect reports whether the request was held: the host had sent %s', async (_, messages, held) => {
  const { reply, say, exchange, cancels } = start();
  say(...messages);
  exchange.disconnect((was) => ({ held: was }));
  await expect(reply).rejects.toEqual({ held });
  expect(cancels()).toBe(0);
});

/** A reader that yields the chunks and then never settles. It records cancellations. */
const reader = (...chunks: string[]) => {
  const cancelled: unknown[] = [];
  return {
    cancelled,
    read: async () => {
      const text = chunks.shift();
      return text === undefined
        ? new Promise<never>(() => {})
        : { done: false as const, value: new TextEncoder().encode(text) };
    },
    cancel: async (reason: unknown) => void cancelled.push(reason),
  };
};

test('an abort cancels the body that is being uploaded, with the reason', () => {
  const controller = new AbortController();
  const body = reader();
  start({ body, signal: controller.signal });
  controller.abort(ENOUGH);
  expect(body.cancelled).toEqual([ENOUGH]);
});

test('a complete reply ends the upload', () => {
  const body = reader();
  const { say } = start({ body });
  say(HEAD, END);
  expect(body.cancelled).toHaveLength(1);
});

test('the upload continues when the host adds credit', async () => {
  const { posted, say } = start({ body: reader('abc', 'def'), uploadWindow: 3 });
  const sent = async (count: number) => {
    while (posted.filter(({ type }) => type === 'body').length < count) await Promise.resolve();
  };
  await sent(1);
  say({ type: 'credit', id: 1, bytes: 3 });
  await sent(2);
  expect(posted.slice(1)).toMatchObject([
    { type: 'body', seq: 0, text: 'abc' },
    { type: 'body', seq: 1, text: 'def' },
  ]);
});

test.each<readonly [string, typeof REQUEST | typeof CALL, readonly HostMessage[]]>([
  ['a reply to a call', CALL, [HEAD]],
  ['an end of a call', CALL, [END]],
  ['a result of a request', REQUEST, [{ type: 'result', id: 1, value: 1 }]],
  ['an end without a head', REQUEST, [END]],
  ['two heads', REQUEST, [HEAD, HEAD]],
  ['a piece without a head', REQUEST, [piece(0)]],
  ['a piece out of order', REQUEST, [HEAD, piece(1)]],
  ['no credit', REQUEST, [{ type: 'credit', id: 1, bytes: 0 }]],
])('the protocol does not allow %s', (_, outgoing, messages) => {
  const { say } = start({ outgoing });
  expect(() => say(...messages)).toThrow('Unexpected message.');
});

const packed = (seq: number, text: string, length = text.length): HostMessage => ({
  ...{ type: 'data', id: 1, seq, length },
  deflate: deflateRawSync(text).toString('base64'),
});
const LONG = 'long '.repeat(60_000);

test('compressed pieces and others arrive in order, and the end after them', async () => {
  const state = start();
  state.say(HEAD, piece(0, 'a'), packed(1, LONG), piece(2, 'b'), packed(3, 'c'), piece(4, 'd'), END);
  expect(state.done).toBe(0);
  const { body } = await state.reply;
  expect(await new Response(body).text()).toBe(`a${LONG}bcd`);
  expect([state.done, state.faults]).toEqual([1, []]);
});

test('credit counts the bytes after decompression', async () => {
  const state = start();
  state.say(HEAD, packed(0, LONG), END);
  expect((await new Response((await state.reply).body).text()).length).toBe(300_000);
  const credit = state.posted.reduce((sum, each) => sum + (each.type === 'credit' ? each.bytes : 0), 0);
  expect(credit).toBe(300_000);
});

test('an error after a compressed piece fails the reply once the piece was read', async () => {
  const { reply, say } = start();
  say(HEAD);
  const reader = (await reply).body.getReader();
  const first = reader.read();
  say(packed(0, 'a'), ERROR);
  expect(new TextDecoder().decode((await first).value)).toBe('a');
  await expect(reader.read()).rejects.toMatchObject({ code: 'ollama_interrupted' });
});

test('an abort while a piece is being inflated fails the body at once, and the piece returns its credit', async () => {
  const stop = new AbortController();
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  const state = start({ signal: stop.signal, onDone: resolve });
  state.say(HEAD);
  const { body } = await state.reply;
  const read = new Response(body).text();
  state.say(packed(0, LONG));
  stop.abort(ENOUGH);
  await expect(read).rejects.toBe(ENOUGH);
  state.say(END);
  await finished;
  expect(state.posted.slice(1)).toEqual([
    { type: 'cancel', id: 1 },
    { type: 'credit', id: 1, bytes: 300_000 },
  ]);
  expect([state.faults, getEventListeners(stop.signal, 'abort')]).toEqual([[], []]);
});

test.each<readonly [string, readonly HostMessage[]]>([
  ['is longer than declared', [HEAD, packed(0, 'abc', 2)]],
  ['is shorter than declared', [HEAD, packed(0, 'abc', 4)]],
  ['is not compressed', [HEAD, { type: 'data', id: 1, seq: 0, deflate: '////', length: 3 }]],
  ['comes out of order', [HEAD, packed(1, 'abc')]],
  ['has no head before it', [packed(0, 'abc')]],
])('a compressed piece that %s is a fault', async (_, messages) => {
  const { promise: fault, resolve } = Promise.withResolvers<unknown>();
  start({ onFault: resolve }).say(...messages);
  expect(await fault).toBeInstanceOf(Error);
});
