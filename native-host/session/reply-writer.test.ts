import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBytes } from '../../extension/sdk/session/payload.ts';
import { REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { encodeFrame } from '../stdio/encode-frame.ts';
import { createReplyWriter, createSessionWindow, PIECE, type ReplyWriter } from './reply-writer.ts';

const END: HostMessage = { type: 'end', id: 1 };

const open = (session: number = REPLY_WINDOW.session) => {
  const window = createSessionWindow(session);
  let rooms = 0;
  let finished = 0;
  const writer = createReplyWriter({
    channel: 1,
    id: 1,
    window,
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

const sizeOf = (message: HostMessage) => (message.type === 'data' ? toBytes(message).byteLength : 0);

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
