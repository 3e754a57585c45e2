import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsInline, toBytes, toPayload } from './payload.ts';

test('any bytes are decoded as they were encoded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30_000 }), (bytes) => {
      expect(toBytes(toPayload(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test('text is sent as text, with its byte order mark', () => {
  expect(toPayload(new TextEncoder().encode('\ufeffGrüße 👋'))).toEqual({ text: '\ufeffGrüße 👋' });
});

test('bytes that are not valid UTF-8 are sent as base64', () => {
  expect(toPayload(Uint8Array.from([0xff]))).toEqual({ base64: '/w==' });
});

test('an empty payload has no bytes', () => {
  expect(toBytes({}).byteLength).toBe(0);
});

test('a text fits if its bytes do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, limit) => {
      expect(fitsInline(text, limit)).toBe(new TextEncoder().encode(text).byteLength <= limit);
    }),
  );
});
