import { expect, test } from 'vitest';
import { expiryOf } from './expiry-of.ts';

const HOUR = 3_600_000;

test.each([
  ['once', 5, 5 + 12 * HOUR],
  ['month', 5, 5 + 30 * 24 * HOUR],
  ['always', 5, null],
  ['keep', 5, 7],
] as const)('%s', (duration, now, end) => {
  expect(expiryOf(duration, now, 7)).toBe(end);
});
