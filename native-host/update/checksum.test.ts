import { expect, test } from 'vitest';
import { checkDigest, digestIn, parseDigest } from './checksum.ts';

const A = 'a'.repeat(64);
const B = 'B'.repeat(64);

test('the digest of a file is found by its whole name', () => {
  const sums = `${A}  new.zip\r\n${B} *my new.zip\nnew.txt\n`;
  expect(digestIn(sums, 'new.zip')).toBe(A);
  expect(digestIn(sums, 'my new.zip')).toBe(B.toLowerCase());
  expect(digestIn(sums, 'new.txt')).toBeUndefined();
});

test('a digest is pasted with any case and spaces', () => {
  expect(parseDigest(` ${B}\n`)).toBe(B.toLowerCase());
  expect(() => parseDigest('abc')).toThrow('not a SHA-256 digest');
});

test('only the expected digest passes', () => {
  expect(() => checkDigest('new.zip', A, A)).not.toThrow();
  expect(() => checkDigest('new.zip', B, A)).toThrow('instead of');
  expect(() => checkDigest('new.zip', A, undefined)).toThrow('no checksum');
});
