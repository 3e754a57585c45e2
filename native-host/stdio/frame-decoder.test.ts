import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame } from './encode-frame.ts';
import { createFrameDecoder, FrameError } from './frame-decoder.ts';

const header = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
};

/** Splits bytes at arbitrary positions. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [0, ...places.map((place) => place % (bytes.byteLength + 1)), bytes.byteLength].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

test('R5: however frames are split, they decode to the same messages', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.array(fc.nat()), (values, places) => {
      const got: unknown[] = [];
      const decode = createFrameDecoder((message) => got.push(message));
      for (const piece of cut(Buffer.concat(values.map((value) => encodeFrame(value))), places))
        decode(piece);
      expect(got).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
    }),
  );
});

test('R5: a frame that arrives byte by byte is one message', () => {
  const got: unknown[] = [];
  const decode = createFrameDecoder((message) => got.push(message));
  for (const byte of encodeFrame({ text: 'Grüße 👋' })) decode(Buffer.from([byte]));
  expect(got).toEqual([{ text: 'Grüße 👋' }]);
});

test('an incomplete frame is not a message yet', () => {
  const got: unknown[] = [];
  const decode = createFrameDecoder((message) => got.push(message));
  decode(encodeFrame({ a: 1 }).subarray(0, -1));
  expect(got).toEqual([]);
});

test('a frame of the maximum length is decoded', () => {
  const got: unknown[] = [];
  createFrameDecoder((message) => got.push(message), 10)(encodeFrame('12345678'));
  expect(got).toEqual(['12345678']);
});

test('a message does not change when its chunk is overwritten', () => {
  const got: unknown[] = [];
  const decode = createFrameDecoder((message) => got.push(message));
  const bytes = encodeFrame('first');
  const chunk = Buffer.from(bytes.subarray(0, 6));
  decode(chunk);
  chunk.fill(0);
  decode(bytes.subarray(6));
  expect(got).toEqual(['first']);
});

test.each([
  ['no content', header(0)],
  ['one byte too many', header(11)],
  ['four gigabytes', header(0xffffffff)],
  ['no JSON', Buffer.concat([header(1), Buffer.from('{')])],
])('a frame with %s is a FrameError', (_, bytes) => {
  const decode = createFrameDecoder(() => {}, 10);
  expect(() => decode(bytes)).toThrow(FrameError);
});

test('messages before an invalid frame are still delivered', () => {
  const got: unknown[] = [];
  const decode = createFrameDecoder((message) => got.push(message));
  expect(() => decode(Buffer.concat([encodeFrame(1), header(0)]))).toThrow(FrameError);
  expect(got).toEqual([1]);
});

test('R6: any bytes decode to messages or a FrameError', () => {
  const small = fc
    .uint8Array({ maxLength: 8 })
    .map((bytes) => Buffer.concat([header(bytes.byteLength), bytes]));
  const chunks = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }).map(Buffer.from), small), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(chunks, (all) => {
      const decode = createFrameDecoder(() => {});
      try {
        for (const chunk of all) decode(chunk);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
});
