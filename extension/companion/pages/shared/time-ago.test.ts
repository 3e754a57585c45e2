import { expect, test } from 'vitest';
import { endOf, timeAgo } from './time-ago.ts';

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

test.each([
  [null, 'no end date'],
  [30 * 24 * HOUR, 'ends Dec 24, 2026'],
  [-3 * 24 * HOUR, 'ended Nov 21, 2026'],
])('people A8: an end %i ms from now is a date: “%s”', (apart, words) => {
  const now = Date.UTC(2026, 10, 24, 12);
  expect(endOf(apart === null ? null : now + apart, now, 'en')).toBe(words);
});

test('an end within two days has a time', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  expect(endOf(now + HOUR, now, 'en')).toMatch(/^ends Nov 2\d, 2026, \d+:00/);
});
