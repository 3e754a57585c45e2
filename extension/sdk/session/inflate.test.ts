import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import { inflate, toBase64 } from './payload.ts';

const packed = (bytes: Uint8Array) => toBase64(deflateRawSync(bytes));
const LONG = new Uint8Array(REPLY_WINDOW.request + 1);
const BYTES = new Uint8Array(100_000).fill(97);

test('any bytes are inflated as they were compressed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 30_000 }), async (bytes) => {
      expect(await inflate(packed(bytes), bytes.length)).toEqual(Uint8Array.from(bytes));
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
  ['declares and has more than a host may send', packed(LONG), LONG.length],
  ['declares a length that no array has', packed(BYTES), 1e300],
])('a piece that %s is rejected', async (_, deflate, length) => {
  await expect(inflate(deflate, length)).rejects.toThrow();
});

/** Counts the bytes that streams of decompression give. */
const countInflated = () => {
  const Real = DecompressionStream;
  const counted = { bytes: 0 };
  const transform = (part: Uint8Array, controller: TransformStreamDefaultController) => {
    counted.bytes += part.length;
    controller.enqueue(part);
  };
  class Counting {
    readonly readable;
    readonly writable;
    constructor(format: CompressionFormat) {
      const real = new Real(format);
      this.readable = real.readable.pipeThrough(new TransformStream({ transform }));
      this.writable = real.writable;
    }
  }
  vi.stubGlobal('DecompressionStream', Counting);
  onTestFinished(() => void vi.unstubAllGlobals());
  return counted;
};

test('a piece that inflates to 200 MB instead of 50 kB is given up after its declared length', async () => {
  const deflate = packed(new Uint8Array(200_000_000));
  const counted = countInflated();
  await expect(inflate(deflate, 50_000)).rejects.toThrow();
  expect(counted.bytes).toBeGreaterThan(0);
  expect(counted.bytes).toBeLessThan(1_000_000);
});
