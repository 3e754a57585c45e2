import { expect, test } from 'vitest';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { createOutbox, type Envelope } from './outbox.ts';
import { createReplyWriter, createSessionWindow, PIECE } from './reply-writer.ts';

const PONG: HostMessage = { type: 'pong' };

const open = () => {
  const turns: (readonly Envelope[])[] = [];
  let done: (() => void) | undefined;
  const outbox = createOutbox((turn, written) => {
    turns.push(turn);
    done = written;
  });
  /** Lets pending messages be written. */
  const said = () => Promise.resolve();
  /** Completes a write, and lets the next one start. */
  const written = async () => {
    done?.();
    await said();
  };
  return { outbox, turns, said, written };
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
  const { outbox, turns, said } = open();
  for (const channel of [1, 2]) outbox.send(channel, PONG);
  await said();
  expect(turns.map((turn) => turn.map(({ channel }) => channel))).toEqual([[1, 2]]);
});

test('messages that arrive during a write are sent in the next one', async () => {
  const { outbox, turns, said, written } = open();
  outbox.send(1, PONG);
  await said();
  for (const channel of [2, 3]) outbox.send(channel, PONG);
  await said();
  expect(turns).toHaveLength(1);
  await written();
  expect(turns.map((turn) => turn.map(({ channel }) => channel))).toEqual([[1], [2, 3]]);
});

test('chunks of a reply that arrive during a write are joined', async () => {
  const { outbox, turns, said, written } = open();
  const writer = writerOf(outbox, 1);
  writer.push(Buffer.from('a'));
  await said();
  for (const text of ['b', 'c']) writer.push(Buffer.from(text));
  await written();
  expect(turns.flat().map(({ message }) => message)).toMatchObject([{ text: 'a' }, { text: 'bc' }]);
});

test('the head, body and end of a short reply are one write', async () => {
  const { outbox, turns, said } = open();
  const writer = writerOf(outbox, 1);
  outbox.send(1, { type: 'response', id: 1, status: 200, statusText: 'OK', headers: [] });
  writer.push(Buffer.from('a'));
  writer.finish({ type: 'end', id: 1 });
  await said();
  expect(turns.map((turn) => turn.map(({ message }) => message.type))).toEqual([['response', 'data', 'end']]);
});

test('long replies alternate piece by piece, and a write is bounded', async () => {
  const { outbox, turns, said, written } = open();
  for (const id of [1, 2, 3]) writerOf(outbox, id).push(Buffer.alloc(PIECE * 2, 97));
  await said();
  await written();
  expect(turns.map((turn) => turn.map(({ channel }) => channel))).toEqual([
    [1, 2, 3, 1],
    [2, 3],
  ]);
});

test('pieces keep their order if new data arrives while one is taken', async () => {
  const { outbox, turns, said } = open();
  let left = 3;
  const writer = writerOf(outbox, 1, () => {
    left -= 1;
    if (left > 0) writer.push(Buffer.alloc(PIECE, 97));
  });
  writer.push(Buffer.alloc(PIECE, 97));
  await said();
  expect(turns.flat().map(({ message }) => message)).toMatchObject([{ seq: 0 }, { seq: 1 }, { seq: 2 }]);
});

test('a dropped writer sends nothing more', async () => {
  const { outbox, turns, said } = open();
  outbox.send(undefined, PONG);
  const writer = writerOf(outbox, 1);
  writer.push(Buffer.from('a'));
  outbox.drop(writer);
  await said();
  expect(turns.map((turn) => turn.length)).toEqual([1]);
});

test('the callback of a message is called when it was written, and not before', async () => {
  const { outbox, said, written } = open();
  const left: string[] = [];
  outbox.send(1, PONG, () => left.push('first'));
  await said();
  outbox.send(1, PONG, () => left.push('second'));
  expect(left).toEqual([]);
  await written();
  expect(left).toEqual(['first']);
  await written();
  expect(left).toEqual(['first', 'second']);
});
