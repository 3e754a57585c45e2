import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { READING_WINDOW, UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import { createBodyBudget } from '../gateway/body-budget.ts';
import { createIncomingBody } from './incoming-body.ts';

const open = () => {
  const granted: number[] = [];
  const held: number[] = [];
  const body = createIncomingBody({
    addCredit: (bytes) => granted.push(bytes),
    hold: (bytes) => held.push(bytes) > 0,
    release: () => held.splice(0),
  });
  return { granted, held, body };
};

const shareOf = (bytes: number) => createBodyBudget({ each: bytes, all: bytes }).share();

const piece = (seq: number, text: string, last = false) =>
  ({ type: 'body', id: 1, seq, text, last }) as const;

test('the pieces add up to the whole body', async () => {
  const { body } = open();
  body.receive(piece(0, 'a'));
  body.receive({ type: 'body', id: 1, seq: 1, base64: '/w==', last: false });
  body.receive(piece(2, '', true));
  expect([...((await body.whole(shareOf(10))) ?? [])]).toEqual([0x61, 0xff]);
});

test('the pieces can be read as a stream', async () => {
  const { body } = open();
  const read = buffer(body.stream());
  body.receive(piece(0, 'ab'));
  body.receive(piece(1, 'c', true));
  expect((await read).toString()).toBe('abc');
});

test('a body beyond the limit is undefined', async () => {
  const { body } = open();
  body.receive(piece(0, 'abc', true));
  expect(await body.whole(shareOf(2))).toBeUndefined();
});

test('credit is returned for what was read before the end', async () => {
  const { body, granted } = open();
  const stream = body.stream()[Symbol.asyncIterator]();
  body.receive(piece(0, 'abc'));
  await stream.next();
  expect(granted).toEqual([3]);
});

test('a piece out of order is refused', () => {
  expect(open().body.receive(piece(1, 'a'))).toBeDefined();
});

test('a piece after the last one is refused', () => {
  const { body } = open();
  body.receive(piece(0, 'a', true));
  expect(body.receive(piece(1, 'b'))).toBeDefined();
});

test('a client may fill its window, but not exceed it', () => {
  const { body } = open();
  expect(body.receive(piece(0, 'a'.repeat(UPLOAD_WINDOW)))).toBeUndefined();
  expect(body.receive(piece(1, 'a'))).toBeDefined();
});

test('a client may be further ahead of a reader of the whole body, not of a stream', async () => {
  const { body, granted } = open();
  const whole = body.whole(shareOf(READING_WINDOW + 2));
  expect(granted).toEqual([READING_WINDOW - UPLOAD_WINDOW]);
  expect(body.receive(piece(0, 'a'.repeat(READING_WINDOW)))).toBeUndefined();
  expect(body.receive(piece(1, 'a'))).toBeDefined();
  body.destroy();
  await expect(whole).rejects.toThrow('cancelled');
  const streamed = open();
  streamed.body.stream();
  expect(streamed.body.receive(piece(0, 'a'.repeat(UPLOAD_WINDOW + 1)))).toBeDefined();
});

test('a cancelled body gets no credit', async () => {
  const { body, granted } = open();
  body.destroy();
  await expect(body.whole(shareOf(1))).rejects.toThrow('cancelled');
  expect(granted).toEqual([]);
});

test('a body that has arrived needs no more credit', async () => {
  const { body, granted } = open();
  body.receive(piece(0, 'abc', true));
  await body.whole(shareOf(3));
  expect(granted).toEqual([]);
});

test('cancelling a body fails its reader, and later pieces are ignored', async () => {
  const { body } = open();
  const whole = body.whole(shareOf(10));
  body.destroy();
  await expect(whole).rejects.toThrow('cancelled');
  expect(body.receive(piece(7, 'a'))).toBeUndefined();
});

test('A2: unread bytes are counted, and empty pieces take no memory', async () => {
  const { body, held } = open();
  body.receive(piece(0, 'abc'));
  for (let seq = 1; seq < 100; seq += 1) body.receive(piece(seq, ''));
  body.receive(piece(100, '', true));
  expect(held.filter((bytes) => bytes > 0)).toEqual([3]);
  expect(String(await body.whole(shareOf(10)))).toBe('abc');
  expect(held).toEqual([]);
});
