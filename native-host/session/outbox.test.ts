import { expect, test } from 'vitest';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { createOutbox, type Envelope } from './outbox.ts';
import { createReplyWriter, createSessionWindow, PIECE } from './reply-writer.ts';

const PONG: HostMessage = { type: 'pong' };

const open = () => {
  const writes: (readonly Envelope[])[] = [];
  let done: (() => void) | undefined;
  const outbox = createOutbox((write, written) => {
    writes.push(write);
    done = written;
  });
  /** Lets pending messages be written. */
  const flushed = () => Promise.resolve();
  /** Completes a write, and lets the next one start. */
  const written = async () => {
    done?.();
    await flushed();
  };
  return { outbox, writes, flushed, written };
};

const writerOf = (outbox: ReturnType<typeof createOutbox>, id: number, onRoom = () => {}) =>
  createReplyWriter({
    channel: id,
    id,
    window: createSessionWindow(10 * PIECE),
    ready: (own) => outbox.ready(own),
    onRoom,
    onFinished: () => {},
  });

test('an idle outbox sends at once, and joins messages of the same tick', async () => {
  const { outbox, writes, flushed } = open();
  for (const channel of [1, 2]) outbox.send(channel, PONG);
  await flushed();
  expect(writes.map((write) => write.map(({ channel }) => channel))).toEqual([[1, 2]]);
});

test('messages that arrive during a write are sent in the next one', async () => {
  const { outbox, writes, flushed, written } = open();
  outbox.send(1, PONG);
  await flushed();
  for (const channel of [2, 3]) outbox.send(channel, PONG);
  await flushed();
  expect(writes).toHaveLength(1);
  await written();
  expect(writes.map((write) => write.map(({ channel }) => channel))).toEqual([[1], [2, 3]]);
});

test('chunks of a reply that arrive during a write are joined', async () => {
  const { outbox, writes, flushed, written } = open();
  const writer = writerOf(outbox, 1);
  writer.push(Buffer.from('a'));
  await flushed();
  for (const text of ['b', 'c']) writer.push(Buffer.from(text));
  await written();
  expect(writes.flat().map(({ message }) => message)).toMatchObject([{ text: 'a' }, { text: 'bc' }]);
});

test('the head, body and end of a short reply are one write', async () => {
  const { outbox, writes, flushed } = open();
  const writer = writerOf(outbox, 1);
  outbox.send(1, { type: 'response', id: 1, status: 200, statusText: 'OK', headers: [] });
  writer.push(Buffer.from('a'));
  writer.finish({ type: 'end', id: 1 });
  await flushed();
  expect(writes.map((write) => write.map(({ message }) => message.type))).toEqual([
    ['response', 'data', 'end'],
  ]);
});

test('long replies alternate piece by piece, and a write is bounded', async () => {
  const { outbox, writes, flushed, written } = open();
  for (const id of [1, 2, 3]) writerOf(outbox, id).push(Buffer.alloc(PIECE * 2, 97));
  await flushed();
  await written();
  expect(writes.map((write) => write.map(({ channel }) => channel))).toEqual([
    [1, 2, 3, 1],
    [2, 3],
  ]);
});

test('pieces keep their order if new data arrives while one is taken', async () => {
  const { outbox, writes, flushed } = open();
  let left = 3;
  const writer = writerOf(outbox, 1, () => {
    left -= 1;
    if (left > 0) writer.push(Buffer.alloc(PIECE, 97));
  });
  writer.push(Buffer.alloc(PIECE, 97));
  await flushed();
  expect(writes.flat().map(({ message }) => message)).toMatchObject([{ seq: 0 }, { seq: 1 }, { seq: 2 }]);
});

test('a dropped writer sends nothing more', async () => {
  const { outbox, writes, flushed } = open();
  outbox.send(undefined, PONG);
  const writer = writerOf(outbox, 1);
  writer.push(Buffer.from('a'));
  outbox.drop(writer);
  await flushed();
  expect(writes.map((write) => write.length)).toEqual([1]);
});

test('the callback of a message is called when it was written, and not before', async () => {
  const { outbox, flushed, written } = open();
  const left: string[] = [];
  outbox.send(1, PONG, () => left.push('first'));
  await flushed();
  outbox.send(1, PONG, () => left.push('second'));
  expect(left).toEqual([]);
  await written();
  expect(left).toEqual(['first']);
  await written();
  expect(left).toEqual(['first', 'second']);
});
