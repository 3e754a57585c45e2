import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { encodeFrame } from './encode-frame.ts';
import { FrameError } from './frame-decoder.ts';

test('the length counts bytes, not characters', () => {
  expect(encodeFrame('ä').readUInt32LE(0)).toBe(4);
});

test('a frame of exactly the limit is encoded', () => {
  const frame = encodeFrame('a'.repeat(MAX_FRAME_TO_BROWSER - 2));
  expect(frame.byteLength).toBe(MAX_FRAME_TO_BROWSER + 4);
});

test('a frame of one byte more is a FrameError', () => {
  expect(() => encodeFrame('a'.repeat(MAX_FRAME_TO_BROWSER - 1))).toThrow(FrameError);
});

test('escapes count against the limit', () => {
  expect(() => encodeFrame('\u0001'.repeat(2), 13)).toThrow(FrameError);
  expect(encodeFrame('\u0001'.repeat(2), 14).readUInt32LE(0)).toBe(14);
});

test('R5: any JSON value is decoded as it was encoded, with its length in bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const frame = encodeFrame({ value, text });
      expect(frame.readUInt32LE(0)).toBe(frame.byteLength - 4);
      expect(JSON.parse(frame.toString('utf8', 4))).toEqual(JSON.parse(JSON.stringify({ value, text })));
    }),
  );
});
