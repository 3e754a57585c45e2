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
  return { outbox, turns, written: () => done?.() };
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

test('an idle line sends at once', () => {
  const { outbox, turns } = open();
  outbox.send(1, PONG);
  expect(turns).toEqual([[{ channel: 1, message: PONG }]]);
});

test('what comes during a write leaves in one turn after it', () => {
  const { outbox, turns, written } = open();
  for (const channel of [1, 2, 3]) outbox.send(channel, PONG);
  written();
  expect(turns.map((turn) => turn.map(({ channel }) => channel))).toEqual([[1], [2, 3]]);
});

test('chunks of one reply that come during a write are joined', () => {
  const { outbox, turns, written } = open();
  const writer = writerOf(outbox, 1);
  for (const text of ['a', 'b', 'c']) writer.push(Buffer.from(text));
  written();
  expect(turns.flat().map(({ message }) => message)).toMatchObject([{ text: 'a' }, { text: 'bc' }]);
});

test('each reply has one frame in a turn', () => {
  const { outbox, turns, written } = open();
  outbox.send(undefined, PONG);
  for (const id of [1, 2]) writerOf(outbox, id).push(Buffer.alloc(PIECE * 2, 97));
  written();
  written();
  expect(turns.map((turn) => turn.map(({ channel }) => channel))).toEqual([[undefined], [1, 2], [1, 2]]);
});

test('pieces keep their order when room is filled at once', () => {
  const { outbox, turns, written } = open();
  let left = 3;
  const writer = writerOf(outbox, 1, () => {
    left -= 1;
    if (left > 0) writer.push(Buffer.alloc(PIECE, 97));
  });
  writer.push(Buffer.alloc(PIECE, 97));
  for (let turn = 0; turn < 4; turn += 1) written();
  expect(turns.flat().map(({ message }) => message)).toMatchObject([{ seq: 0 }, { seq: 1 }, { seq: 2 }]);
});

test('a dropped writer sends nothing more', () => {
  const { outbox, turns, written } = open();
  outbox.send(undefined, PONG);
  const writer = writerOf(outbox, 1);
  writer.push(Buffer.from('a'));
  outbox.drop(writer);
  written();
  expect(turns).toHaveLength(1);
});

test('who asks is told when its message has left, and not before', () => {
  const { outbox, written } = open();
  const left: string[] = [];
  outbox.send(1, PONG, () => left.push('first'));
  outbox.send(1, PONG, () => left.push('second'));
  expect(left).toEqual([]);
  written();
  expect(left).toEqual(['first']);
  written();
  expect(left).toEqual(['first', 'second']);
});
