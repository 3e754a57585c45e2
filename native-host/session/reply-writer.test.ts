import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBytes } from '../../extension/sdk/session/payload.ts';
import { DEFLATE_PIECE, REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { encodeFrame } from '../stdio/encode-frame.ts';
import { createReplyWriter, createSessionWindow, PIECE, type ReplyWriter } from './reply-writer.ts';

const END: HostMessage = { type: 'end', id: 1 };

const open = (session: number = REPLY_WINDOW.session, deflate = false) => {
  const window = createSessionWindow(session);
  let rooms = 0;
  let finished = 0;
  const writer = createReplyWriter({
    channel: 1,
    id: 1,
    window,
    deflate,
    ready: () => {},
    onRoom: () => {
      rooms += 1;
    },
    onFinished: () => {
      finished += 1;
    },
  });
  return {
    window,
    writer,
    get rooms() {
      return rooms;
    },
    get finished() {
      return finished;
    },
  };
};

const sizeOf = (message: HostMessage) =>
  message.type === 'data' ? (message.length ?? toBytes(message).byteLength) : 0;

const drain = (take: () => HostMessage | undefined): HostMessage[] => {
  const messages: HostMessage[] = [];
  for (let message = take(); message; message = take()) messages.push(message);
  return messages;
};

test('the pieces of any reply add up to its data, in numbered order', () => {
  const chunk = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(chunk, fc.boolean())), (steps) => {
      const { writer } = open();
      const messages: HostMessage[] = [];
      for (const [bytes, take] of steps) {
        writer.push(Buffer.from(bytes));
        if (take) messages.push(...drain(() => writer.take()));
      }
      writer.finish(END);
      messages.push(...drain(() => writer.take()));
      expect(messages.at(-1)).toEqual(END);
      const data = messages.flatMap((message) => (message.type === 'data' ? [message] : []));
      expect(data.map(({ seq }) => seq)).toEqual(data.map((_, index) => index));
      expect(Buffer.concat(data.map(toBytes)).equals(Buffer.concat(steps.map(([bytes]) => bytes)))).toBe(
        true,
      );
    }),
  );
});

test('an incomplete character waits for its remaining bytes', () => {
  const { writer } = open();
  writer.push(Buffer.from([0xc3]));
  expect(writer.take()).toBeUndefined();
  writer.push(Buffer.from([0xa4]));
  expect(writer.take()).toMatchObject({ text: 'ä' });
});

test.each([
  ['a control character, which JSON writes as six bytes', 1],
  ['a quote', 34],
  ['no text', 0xff],
])('a full piece of %s fits into a frame', (_, byte) => {
  const { writer } = open();
  writer.push(Buffer.alloc(PIECE, byte));
  writer.finish(END);
  const message = writer.take();
  expect(() => encodeFrame({ channel: Number.MAX_SAFE_INTEGER, message })).not.toThrow();
});

test('without credit, at most the window of a request is sent', () => {
  const { writer } = open();
  writer.push(Buffer.alloc(REPLY_WINDOW.request * 2, 97));
  const sent = drain(() => writer.take()).reduce((sum, message) => sum + sizeOf(message), 0);
  expect([sent, writer.unread]).toEqual([REPLY_WINDOW.request, REPLY_WINDOW.request]);
});

test('no reply exceeds the window of the session', () => {
  const { writer, window } = open(1000);
  writer.push(Buffer.alloc(5000, 97));
  drain(() => writer.take());
  expect([writer.unread, window.left]).toEqual([1000, 0]);
});

test('credit allows that many more bytes', () => {
  const { writer } = open(1000);
  writer.push(Buffer.alloc(5000, 97));
  drain(() => writer.take());
  expect(writer.addCredit(600)).toBe(true);
  expect(sizeOf(writer.take() as HostMessage)).toBe(600);
});

test('credit for bytes that were never sent is rejected', () => {
  const { writer, window } = open(1000);
  writer.push(Buffer.alloc(10, 97));
  drain(() => writer.take());
  expect([writer.addCredit(11), window.left]).toEqual([false, 990]);
});

test('a writer that is behind is full, and calls onRoom when it no longer is', () => {
  const state = open();
  state.writer.push(Buffer.alloc(PIECE, 97));
  expect([state.writer.full, state.rooms]).toEqual([true, 0]);
  state.writer.take();
  expect([state.writer.full, state.rooms]).toEqual([false, 1]);
});

test('replies share what a session queues, and a reply is continued when its share grows', () => {
  const window = createSessionWindow();
  const rooms: number[] = [];
  const writerOf = (id: number) =>
    createReplyWriter({
      ...{ channel: 1, id, window, deflate: true, ready: () => {}, onFinished: () => {} },
      onRoom: () => void rooms.push(id),
    });
  const bytes = Buffer.alloc(PIECE / 2, 97);
  const alone = writerOf(1);
  alone.push(bytes);
  expect(alone.full).toBe(false);
  const others = Array.from({ length: 63 }, (_, at) => writerOf(at + 2));
  alone.push(bytes);
  expect(alone.full).toBe(true);
  for (const other of others) {
    other.finish(END);
    other.take();
  }
  alone.take();
  expect([alone.full, rooms]).toEqual([false, [1]]);
});

test('an abandoned reply ends without its queued data', () => {
  const state = open();
  state.writer.push(Buffer.from('rest'));
  state.writer.abandon(END);
  expect([state.writer.take(), state.writer.take(), state.finished]).toEqual([END, undefined, 1]);
});

test('the end waits until the data before it has credit', () => {
  const { writer } = open(2);
  writer.push(Buffer.from('abc'));
  writer.finish(END);
  expect(drain(() => writer.take())).toHaveLength(1);
  writer.addCredit(2);
  expect(drain(() => writer.take())).toMatchObject([{ text: 'c' }, END]);
});

test('credit of one reader wakes the writers that wait for the session', () => {
  const window = createSessionWindow(10);
  const awake: ReplyWriter[] = [];
  const writerOf = (id: number) =>
    createReplyWriter({
      channel: 1,
      id,
      window,
      ready: (own) => void awake.push(own),
      onRoom: () => {},
      onFinished: () => {},
    });
  const [first, second] = [writerOf(1), writerOf(2)];
  for (const writer of [first, second]) writer.push(Buffer.alloc(10, 'x'));
  expect([first.take(), second.take()]).toMatchObject([{ text: 'x'.repeat(10) }, undefined]);
  awake.length = 0;
  first.addCredit(10);
  expect(awake).toContain(second);
  expect(second.take()).toMatchObject({ text: 'x'.repeat(10) });
});

const unpack = (message: HostMessage): Uint8Array => {
  if (message.type !== 'data') return Buffer.alloc(0);
  return message.deflate === undefined
    ? toBytes(message)
    : inflateRawSync(Buffer.from(message.deflate, 'base64'));
};

test('the pieces of any reply to a client that reads compressed ones add up to its data', () => {
  const text = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 4_000 }));
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 20_000, size: 'max' }),
    text.map(([unit, times]) => Buffer.from(unit.repeat(times))),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(chunk, fc.boolean()), { maxLength: 20 }), (steps) => {
      const { writer } = open(REPLY_WINDOW.session, true);
      const messages: HostMessage[] = [];
      const take = () => {
        for (let next = writer.take(); next; next = writer.take()) {
          messages.push(next);
          if (writer.unread > 0) writer.addCredit(writer.unread);
        }
      };
      for (const [bytes, taken] of steps) {
        writer.push(Buffer.from(bytes));
        if (taken) take();
      }
      writer.finish(END);
      take();
      const whole = Buffer.concat(steps.map(([bytes]) => bytes));
      expect(messages.at(-1)).toEqual(END);
      expect(Buffer.concat(messages.map(unpack)).equals(whole)).toBe(true);
      for (const message of messages)
        if (message.type === 'data' && message.deflate)
          expect(message.length).toBe(unpack(message).byteLength);
    }),
  );
});

test('a compressed piece is as large as the credit allows, and uses its size before compression', () => {
  const { writer, window } = open(REPLY_WINDOW.session, true);
  writer.push(Buffer.alloc(REPLY_WINDOW.request * 2, 97));
  const sizes = drain(() => writer.take()).map(sizeOf);
  expect(sizes).toEqual(Array(4).fill(DEFLATE_PIECE.most));
  expect([writer.unread, window.left]).toEqual([
    REPLY_WINDOW.request,
    REPLY_WINDOW.session - REPLY_WINDOW.request,
  ]);
});

test('tokens that arrive one at a time are not compressed', () => {
  const { writer } = open(REPLY_WINDOW.session, true);
  for (let count = 0; count < 2_000; count += 1) {
    writer.push(Buffer.from('{"token":"a"}'));
    expect(writer.take()).toMatchObject({ text: '{"token":"a"}' });
  }
});
