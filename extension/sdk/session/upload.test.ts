import { expect, test } from 'vitest';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { toBytes } from './payload.ts';
import { startUpload } from './upload.ts';

type Piece = Extract<ClientMessage, { type: 'body' }>;

const open = (source: ReadableStream<Uint8Array>, window: number) => {
  const pieces: Piece[] = [];
  const errors: unknown[] = [];
  const stop = new AbortController();
  const waiting = new Set<() => void>();
  const addCredit = startUpload({
    id: 1,
    body: source.getReader(),
    uploadWindow: window,
    signal: stop.signal,
    post(message) {
      pieces.push(message as Piece);
      for (const look of waiting) look();
    },
    onCancel(reason) {
      errors.push(reason);
      for (const look of waiting) look();
    },
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => condition() && resolve();
      waiting.add(look);
      look();
    });
  const sent = () => Buffer.concat(pieces.map((piece) => toBytes(piece)));
  return { addCredit, pieces, errors, until, sent, stop };
};

const stream = (...chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

const bytes = (length: number, value = 97) => new Uint8Array(length).fill(value);

test('pieces are sent in order, and the last one is marked', async () => {
  const { pieces, until, sent } = open(stream(bytes(2), bytes(2, 98)), 100);
  await until(() => pieces.at(-1)?.last === true);
  expect(sent().toString()).toBe('aabb');
  expect(pieces.map(({ seq }) => seq)).toEqual(pieces.map((_, index) => index));
});

test('a large chunk is split into pieces that fit into frames', async () => {
  const { pieces, until, sent } = open(stream(bytes(1_000_000, 0xff)), 2_000_000);
  await until(() => pieces.at(-1)?.last === true);
  expect(sent().byteLength).toBe(1_000_000);
  expect(Math.max(...pieces.map((piece) => JSON.stringify(piece).length))).toBeLessThan(300_000);
});

test('no more is sent than there is credit, and the rest follows when credit is added', async () => {
  const { addCredit, pieces, until, sent } = open(stream(bytes(25)), 10);
  await until(() => sent().byteLength === 10);
  addCredit(10);
  await until(() => sent().byteLength === 20);
  addCredit(10);
  await until(() => pieces.at(-1)?.last === true);
  expect(sent().byteLength).toBe(25);
});

test('an abort cancels the source with the reason', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const { stop } = open(new ReadableStream({ cancel: resolve }), 10);
  stop.abort('enough');
  await expect(promise).resolves.toBe('enough');
});

test('an error of the source is reported', async () => {
  const source = new ReadableStream<Uint8Array>({ start: (controller) => controller.error('broken') });
  const { errors, until } = open(source, 10);
  await until(() => errors.length > 0);
  expect(errors).toEqual(['broken']);
});
