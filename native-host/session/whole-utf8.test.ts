import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeUtf8 } from './whole-utf8.ts';

test('wherever text is cut, the prefix is valid UTF-8 and at most three bytes remain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, place) => {
      const bytes = Buffer.from(text);
      const cut = bytes.subarray(0, place % (bytes.byteLength + 1));
      const whole = wholeUtf8(cut);
      return isUtf8(cut.subarray(0, whole)) && cut.byteLength - whole <= 3;
    }),
  );
});

test('for any bytes, at most three remain', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => bytes.length - wholeUtf8(bytes) <= 3));
});

test.each([
  ['nothing', [], 0],
  ['ASCII', [0x61], 1],
  ['half of two', [0x61, 0xc3], 1],
  ['two of three', [0xe6, 0xbc], 0],
  ['three of four', [0xf0, 0x9f, 0x91], 0],
  ['a whole four', [0xf0, 0x9f, 0x91, 0x8b], 4],
  ['continuations without a start', [0x80, 0x80, 0x80, 0x80], 4],
])('%s: the length of the complete prefix', (_, bytes, whole) => {
  expect(wholeUtf8(Uint8Array.from(bytes))).toBe(whole);
});
