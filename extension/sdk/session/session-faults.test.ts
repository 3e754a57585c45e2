import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { openSession } from './session.ts';

const id = fc.integer({ min: 1, max: 6 });
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, NaN, Infinity, -1, 0, 1.5, 1e300, '', 'x', true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Valid messages of a host. */
const good: fc.Arbitrary<HostMessage> = fc.oneof(
  fc.constant<HostMessage>({
    type: 'welcome',
    protocol: 1,
    host: { version: '1' },
    limits: { replyWindow: 1, uploadWindow: 1 },
    grant: null,
  }),
  fc.record({
    type: fc.constant('response' as const),
    id,
    status: fc.integer({ min: 200, max: 599 }),
    statusText: fc.constant('OK'),
    headers: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('data' as const),
    id,
    seq: fc.integer({ min: 0, max: 3 }),
    text: fc.string(),
  }),
  fc.record({ id, seq: fc.integer({ min: 0, max: 3 }), bytes: fc.uint8Array({ minLength: 1 }) }).map(
    ({ bytes, ...of }): HostMessage => ({
      ...{ type: 'data', ...of, length: bytes.length },
      deflate: deflateRawSync(bytes).toString('base64'),
    }),
  ),
  fc.record({ type: fc.constantFrom('end' as const, 'waiting' as const, 'started' as const), id }),
  fc.record({ type: fc.constant('credit' as const), id, bytes: fc.integer({ min: 1, max: 1 << 20 }) }),
  fc.record({ type: fc.constant('result' as const), id, value: junk }),
  fc.record({
    type: fc.constant('error' as const),
    id: fc.option(id, { nil: undefined }),
    code: fc.constantFrom('denied' as const, 'interrupted' as const, 'ollama_interrupted' as const),
    message: fc.string(),
  }),
  fc.constantFrom<HostMessage>({ type: 'ping' }, { type: 'pong' }, { type: 'closed' }),
);

/** Invalid messages: one with a wrong field, or none at all. */
const bad = fc.oneof(
  junk,
  fc
    .tuple(
      good,
      fc.constantFrom(
        'type',
        'id',
        'seq',
        'bytes',
        'text',
        'base64',
        'deflate',
        'length',
        'status',
        'limits',
        'code',
      ),
      junk,
    )
    .map(([message, field, value]) => ({ ...message, [field]: value })),
);

/** A session with four running requests, one of them an upload, and two running calls. */
const setUp = () => {
  const posted: ClientMessage[] = [];
  let receive: (message: HostMessage) => void = () => {};
  let disconnect: (reason: unknown) => void = () => {};
  const session = openSession(
    (...listeners) => {
      [receive, disconnect] = listeners;
      return { post: (message) => void posted.push(message), close() {} };
    },
    { client: { name: 'test', version: '1' } },
  );
  const request = (upload = false) =>
    session.request({
      method: 'POST',
      path: '/',
      headers: {},
      ...(upload && { upload: new Blob(['abc']).stream().getReader() }),
    });
  const read = async (reply: ReturnType<typeof request>) => new Response((await reply).body).arrayBuffer();
  const pending = [
    read(request()),
    read(request()),
    request().then(({ body }) => body.cancel()),
    // Its body is never read.
    request(true).then(() => {}),
    session.call('status'),
    session.call('access.request'),
  ];
  for (const each of pending) each.catch(() => {});
  return {
    session,
    posted,
    pending,
    say: (message: unknown) => receive(message as HostMessage),
    disconnect: () => disconnect('gone'),
  };
};

test('R6: with any messages in any order, a session throws nothing and settles everything at its end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: bad }), { maxLength: 40 }),
      async (messages) => {
        const { session, pending, say, disconnect } = setUp();
        for (const message of messages) say(message);
        disconnect();
        await Promise.allSettled([...pending, session.welcome]);
        expect(session.ended).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('R6: a session returns no more credit than the bytes it received', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(good, { maxLength: 60 }), async (messages) => {
      const { posted, pending, say, disconnect } = setUp();
      const sent = new Map<number, number>();
      for (const message of messages) {
        say(message);
        if (message.type !== 'data') continue;
        const bytes = message.length ?? Buffer.byteLength(message.text ?? '');
        sent.set(message.id, (sent.get(message.id) ?? 0) + bytes);
      }
      await new Promise((resolve) => setImmediate(resolve));
      disconnect();
      await Promise.allSettled(pending);
      const granted = new Map<number, number>();
      for (const each of posted)
        if (each.type === 'credit') granted.set(each.id, (granted.get(each.id) ?? 0) + each.bytes);
      for (const [each, bytes] of granted) expect(bytes).toBeLessThanOrEqual(sent.get(each) ?? 0);
    }),
    { numRuns: 300 },
  );
});

const HEAD: HostMessage = { type: 'response', id: 1, status: 200, statusText: 'OK', headers: [] };

test.each<readonly [string, readonly unknown[]]>([
  ['ends a reply before its head', [{ type: 'end', id: 1 }]],
  ['sends a piece before the head', [{ type: 'data', id: 1, seq: 0, text: 'a' }]],
  ['sends two heads', [HEAD, HEAD]],
  ['skips a piece', [HEAD, { type: 'data', id: 1, seq: 1, text: 'a' }]],
  ['sends invalid base64', [HEAD, { type: 'data', id: 1, seq: 0, base64: '%' }]],
  ['adds credit that is not a number', [{ type: 'credit', id: 4, bytes: 'many' }]],
  ['adds negative credit', [{ type: 'credit', id: 4, bytes: -1 }]],
  ['sends null', [null]],
])('R6: a host that %s ends the session with a protocol_error', async (_, messages) => {
  const { session, pending, say } = setUp();
  for (const message of messages) say(message);
  expect(session.ended).toBe(true);
  await expect(session.welcome).rejects.toMatchObject({ code: 'protocol_error' });
  for (const each of pending) await expect(each).rejects.toMatchObject({ code: 'protocol_error' });
});

test('an unread reply that has ended does not block others', async () => {
  const { session, posted, say, disconnect } = setUp();
  say(HEAD);
  say({ type: 'data', id: 1, seq: 0, text: 'abc' });
  say({ type: 'end', id: 1 });
  const unread = session.request({ method: 'GET', path: '/', headers: {} });
  const credit = () => posted.flatMap((each) => (each.type === 'credit' ? [each.bytes] : []));
  const before = credit().length;
  say({ ...HEAD, id: 7 });
  const text = 'a'.repeat(REPLY_WINDOW.request / 4);
  say({ type: 'data', id: 7, seq: 0, text });
  say({ type: 'end', id: 7 });
  const given = credit().slice(before);
  expect(given.reduce((sum, bytes) => sum + bytes)).toBeGreaterThanOrEqual(text.length);
  expect(await new Response((await unread).body).text()).toBe(text);
  expect(credit().slice(before)).toEqual(given);
  disconnect();
});
