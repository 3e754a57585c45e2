import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflate, toBase64 } from './payload.ts';

const packed = (bytes: Uint8Array) => toBase64(deflateRawSync(bytes));
const BYTES = new Uint8Array(100_000).fill(97);

test('any bytes are inflated as they were compressed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 30_000 }), async (bytes) => {
      expect(await inflate({ deflate: packed(bytes), length: bytes.length })).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test.each([
  ['inflates to more than it declares', packed(BYTES), 99_999],
  ['inflates to a thousand times what it declares', packed(new Uint8Array(50_000_000)), 50_000],
  ['inflates to less than it declares', packed(BYTES), 100_001],
  ['is truncated', toBase64(deflateRawSync(BYTES).subarray(0, -4)), 100_000],
  ['is gzip', toBase64(gzipSync(BYTES)), 100_000],
  ['is not base64', '!', 1],
  ['is empty', '', 1],
  ['declares no bytes', packed(BYTES), undefined],
  ['declares a negative length', packed(BYTES), -1],
  ['declares a length that no array has', packed(BYTES), 1e300],
])('a piece that %s is rejected', async (_, deflate, length) => {
  await expect(inflate({ deflate, length })).rejects.toThrow();
});
