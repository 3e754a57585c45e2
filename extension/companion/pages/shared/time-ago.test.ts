import { expect, test } from 'vitest';
import { timeAgo } from './time-ago.ts';

const HOUR = 3_600_000;

test.each([
  [-3 * 24 * HOUR, '3 days ago'],
  [-25 * HOUR, 'yesterday'],
  [-HOUR, '1 hour ago'],
  [-HOUR + 1, '59 minutes ago'],
  [-30_000, 'now'],
  [0, 'now'],
  [30 * 24 * HOUR - 1, 'in 30 days'],
  [24 * HOUR - 1, 'tomorrow'],
  [35 * HOUR, 'tomorrow'],
  [2 * HOUR, 'in 2 hours'],
])('%i ms from now is “%s”', (apart, words) => {
  expect(timeAgo(1e12 + apart, 1e12, 'en')).toBe(words);
});
