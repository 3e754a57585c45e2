import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFLATE_PIECE } from '../../shared/protocol/limits.ts';
import { createPackPiece, packNothing } from './pack-piece.ts';

const repeat = (text: string, bytes: number) =>
  Buffer.from(text.repeat(bytes / text.length + 1)).subarray(0, bytes);
const LINE = '{"model":"m","message":{"role":"assistant","content":" word"},"done":false}\n';
const digits = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes / 12 + 1 }, () => Math.random().toFixed(9)).join(',')).subarray(
    0,
    bytes,
  );

test.each([
  ['lines', repeat(LINE, DEFLATE_PIECE.most)],
  ['numbers', digits(DEFLATE_PIECE.most)],
  ['the smallest piece', repeat(LINE, DEFLATE_PIECE.least)],
])('a compressed piece inflates to its bytes, in less than half of them: %s', (_, bytes) => {
  const { deflate = '', length } = createPackPiece()(bytes) ?? {};
  const packed = Buffer.from(deflate, 'base64');
  expect(length).toBe(bytes.byteLength);
  expect(packed.byteLength).toBeLessThan(bytes.byteLength / 2);
  expect(inflateRawSync(packed).equals(bytes)).toBe(true);
});

test('a small piece is not compressed, and decides nothing about later ones', () => {
  const pack = createPackPiece();
  expect(pack(randomBytes(DEFLATE_PIECE.least - 1))).toBeUndefined();
  expect(pack(repeat(LINE, DEFLATE_PIECE.least))).toBeDefined();
});

test('after a piece that does not shrink, none is compressed', () => {
  const pack = createPackPiece();
  expect(pack(randomBytes(DEFLATE_PIECE.least))).toBeUndefined();
  expect(pack(repeat(LINE, DEFLATE_PIECE.most))).toBeUndefined();
});

test('a piece that shrinks in its sample alone is not compressed', () => {
  const bytes = Buffer.concat([repeat(LINE, 4096), randomBytes(60_000)]);
  expect(createPackPiece()(bytes)).toBeUndefined();
});

test('nothing is compressed for a client that has not announced it', () => {
  expect(packNothing(repeat(LINE, DEFLATE_PIECE.most))).toBeUndefined();
});
