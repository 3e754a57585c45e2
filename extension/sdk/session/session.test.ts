import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { mayRetry } from '../errors/disconnected.ts';
import type { TurnkeyError } from '../errors/turnkey-error.ts';
import { openSession, type SessionOptions } from './session.ts';

const WELCOME: HostMessage = {
  type: 'welcome',
  protocol: 1,
  host: { version: '1' },
  limits: { replyWindow: 1, uploadWindow: 1 },
  grant: null,
};
const GET = { method: 'GET', path: '/', headers: {} };
const HEAD: HostMessage = { type: 'response', id: 1, status: 200, statusText: 'OK', headers: [] };

/** A session in which the test plays the host. */
const open = (options: Partial<SessionOptions> = {}) => {
  const posted: ClientMessage[] = [];
  let receive: (message: HostMessage) => void = () => {};
  let disconnect: (reason: unknown) => void = () => {};
  let closed = 0;
  const session = openSession(
    (...listeners) => {
      [receive, disconnect] = listeners;
      return {
        post: (message) => posted.push(message),
        close() {
          closed += 1;
        },
      };
    },
    { client: { name: 'test', version: '1' }, ...options },
  );
  return {
    session,
    posted,
    say: (...messages: HostMessage[]) => messages.forEach((message) => void receive(message)),
    disconnect: (reason: unknown) => disconnect(reason),
    get closed() {
      return closed;
    },
    credit: () => posted.reduce((sum, each) => sum + (each.type === 'credit' ? each.bytes : 0), 0),
  };
};

test('a session posts hello first, with the key if there is one', () => {
  expect(open({ key: 'otk' }).posted).toMatchObject([{ type: 'hello', key: 'otk' }]);
});

test('a request does not wait for the welcome', () => {
  const { session, posted } = open();
  void session.request(GET).catch(() => {});
  expect(posted[1]).toMatchObject({ type: 'request', id: 1, path: '/' });
});

test('a ping is answered', () => {
  const { say, posted } = open();
  say({ type: 'ping' });
  expect(posted.at(-1)).toEqual({ type: 'pong' });
});

test('a piece out of order ends the session with a protocol_error', async () => {
  const state = open();
  const reply = await (() => {
    const answer = state.session.request(GET);
    state.say(WELCOME, HEAD, { type: 'data', id: 1, seq: 1, text: 'b' });
    return answer;
  })();
  await expect(new Response(reply.body).text()).rejects.toMatchObject({ code: 'protocol_error' });
  expect([state.session.ended, state.closed]).toEqual([true, 1]);
});

/** The number of bytes from which credit is returned at once. */
const STEP = REPLY_WINDOW.request / 4;
const big = (bytes: number) => 'a'.repeat(bytes);

test('all credit of a reply is returned at its end', async () => {
  const { session, say, credit } = open();
  const answer = session.request(GET);
  say(WELCOME, HEAD, { type: 'data', id: 1, seq: 0, text: big(STEP - 1) });
  const text = new Response((await answer).body).text();
  say({ type: 'end', id: 1 });
  expect([(await text).length, credit()]).toEqual([STEP - 1, 0]);
  const next = session.request(GET);
  say({ ...HEAD, id: 2 }, { type: 'data', id: 2, seq: 0, text: 'abc' }, { type: 'end', id: 2 });
  await new Response((await next).body).text();
  expect(credit()).toBe(STEP + 2);
});

test('the credit of a request that was cancelled before its head is returned', async () => {
  const { session, say, credit } = open();
  const controller = new AbortController();
  const answer = session.request(GET, controller.signal);
  controller.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  say(WELCOME, HEAD, { type: 'data', id: 1, seq: 0, text: big(STEP) }, { type: 'end', id: 1 });
  expect(credit()).toBe(STEP);
});

test('credit that arrives after a cancel is returned', async () => {
  const { session, say, credit } = open();
  const answer = session.request(GET);
  say(WELCOME, HEAD, { type: 'data', id: 1, seq: 0, text: big(STEP - 1) });
  await (await answer).body.cancel();
  say({ type: 'data', id: 1, seq: 1, text: 'de' }, { type: 'end', id: 1 });
  expect(credit()).toBe(STEP + 1);
});

test('a disconnect rejects running requests and is reported once', async () => {
  const ends: unknown[] = [];
  const { session, say, disconnect } = open({ onEnd: (problem) => ends.push(problem?.code) });
  const answer = session.request(GET);
  say(WELCOME);
  disconnect('gone');
  disconnect('gone');
  await expect(answer).rejects.toMatchObject({ code: 'interrupted' });
  expect(ends).toEqual(['interrupted']);
});

const LOST: HostMessage = {
  type: 'closed',
  problem: { code: 'interrupted', message: 'The host has ended.' },
};
const HELD: HostMessage = { type: 'waiting', id: 1 };

test.each<readonly [string, readonly HostMessage[], boolean]>([
  ['is reported as lost before its welcome', [LOST], true],
  ['is reported as lost while the user was being asked', [WELCOME, HELD, LOST], true],
  ['is closed for being idle', [WELCOME, { type: 'closed' }], true],
  ['is reported as lost', [WELCOME, LOST], false],
  [
    'is reported as lost after the user had answered',
    [WELCOME, HELD, { type: 'started', id: 1 }, LOST],
    false,
  ],
])('whether a running request may be retried when a session %s: %#', async (_, messages, expected) => {
  const { session, say } = open();
  const failed = session.request(GET).catch((error: TurnkeyError) => error);
  say(...messages);
  const error = (await failed) as TurnkeyError;
  expect([error.code, mayRetry(error, false), mayRetry(error, true)]).toEqual([
    'interrupted',
    expected,
    true,
  ]);
});

test('after a disconnect without a message, a request may have begun', async () => {
  const { session, disconnect } = open();
  const failed = session.request(GET).catch((error: TurnkeyError) => error);
  disconnect('gone');
  expect(mayRetry(await failed, false)).toBe(false);
  expect(mayRetry(await failed, true)).toBe(true);
});

test('after close(), running requests are not retried, even if they are idempotent', async () => {
  const { session } = open();
  const failed = session.request(GET).catch((error: TurnkeyError) => error);
  session.close();
  expect([mayRetry(await failed, false), mayRetry(await failed, true)]).toEqual([false, false]);
});

test('a session that is closed for being idle takes no more', async () => {
  const { session, say } = open();
  say(WELCOME, { type: 'closed' });
  await expect(session.request(GET)).rejects.toMatchObject({ code: 'interrupted' });
});

test('an error from the host before its welcome rejects the welcome', async () => {
  const { session, say } = open();
  say({ type: 'error', code: 'host_outdated', message: 'Old.' });
  await expect(session.welcome).rejects.toMatchObject({ code: 'host_outdated' });
});

test('a call resolves to its result or rejects with the problem', async () => {
  const { session, say } = open();
  const [good, bad] = [session.call('status'), session.call('pair')];
  say({ type: 'result', id: 1, value: 5 }, { type: 'error', id: 2, code: 'denied', message: 'No.' });
  expect(await good).toBe(5);
  await expect(bad).rejects.toMatchObject({ code: 'denied' });
});

test('an aborted call posts a cancel', async () => {
  const { session, posted } = open();
  const controller = new AbortController();
  const call = session.call('access.request', {}, controller.signal);
  controller.abort(new Error('enough'));
  await expect(call).rejects.toThrow('enough');
  expect(posted.at(-1)).toEqual({ type: 'cancel', id: 1 });
});

test('a request whose signal is aborted already is not sent', async () => {
  const { session, posted } = open();
  await expect(session.request(GET, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(posted).toHaveLength(1);
});

test('retire closes the session at once if nothing is running', () => {
  const state = open();
  state.session.retire();
  expect([state.session.ended, state.closed]).toEqual([true, 1]);
});

test('retire lets a running request finish, and closes then without reporting an end', async () => {
  const ends: unknown[] = [];
  const state = open({ onEnd: (problem) => ends.push(problem) });
  const reply = state.session.request(GET);
  state.say(WELCOME, HEAD);
  state.session.retire();
  expect(state.session.ended).toBe(false);
  state.say({ type: 'data', id: 1, seq: 0, text: 'abc' }, { type: 'end', id: 1 });
  expect([state.session.ended, state.closed, ends]).toEqual([true, 1, []]);
  expect(await new Response((await reply).body).text()).toBe('abc');
});

test('nothing is posted after the end, and later messages are ignored', async () => {
  const { session, say, posted, disconnect } = open();
  const reply = session.request(GET);
  say(WELCOME, HEAD);
  const { body } = await reply;
  disconnect('gone');
  const count = posted.length;
  say({ type: 'ping' }, { type: 'data', id: 1, seq: 0, text: 'abc' }, { type: 'end', id: 1 });
  await body.cancel().catch(() => {});
  expect(posted).toHaveLength(count);
});

test('the upload window of the welcome applies to later requests', async () => {
  const { session, say, posted } = open();
  say({ ...WELCOME, limits: { replyWindow: 1, uploadWindow: 2 } } as HostMessage);
  const upload = new Blob(['abcd']).stream().getReader();
  session.request({ method: 'POST', path: '/', headers: {}, upload }).catch(() => {});
  const pieces = () => posted.filter(({ type }) => type === 'body');
  while (pieces().length === 0) await new Promise(setImmediate);
  expect(pieces()).toMatchObject([{ text: 'ab' }]);
  session.close();
});

test.each([
  ['is not what it declares', { deflate: 'AwA=', length: 1 }],
  [
    'inflates to a thousand times what it declares',
    { deflate: deflateRawSync(new Uint8Array(50_000_000)).toString('base64'), length: 50_000 },
  ],
])('R6: a piece that %s ends the session with a protocol_error', async (_, piece) => {
  const { promise: problem, resolve } = Promise.withResolvers<TurnkeyError>();
  const state = open({ onEnd: resolve });
  const reply = state.session.request(GET);
  state.say(WELCOME, HEAD, { type: 'data', id: 1, seq: 0, ...piece });
  const read = new Response((await reply).body).text();
  await expect(read).rejects.toMatchObject({ code: 'protocol_error' });
  expect(await problem).toMatchObject({ code: 'protocol_error' });
  expect([state.session.ended, state.closed]).toEqual([true, 1]);
});

test('a session announces that it reads compressed pieces, unless its streams are not its own', () => {
  expect(open().posted).toMatchObject([{ type: 'hello', deflate: true }]);
  expect(open({ createStream: () => ({}) as never }).posted).toMatchObject([{ deflate: false }]);
});
