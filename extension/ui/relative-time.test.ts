import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const HOUR = 3_600_000;

test.each([
  [2 * HOUR, 'in 2 hours'],
  [25 * HOUR, 'tomorrow'],
  [-25 * HOUR, 'yesterday'],
  [30 * 24 * HOUR - 1, 'in 30 days'],
  [90 * 24 * HOUR, 'in 3 months'],
  [3 * 24 * HOUR - 500, 'in 3 days'],
  [24 * HOUR - 1, 'tomorrow'],
  [HOUR - 1, 'in 1 hour'],
  [-HOUR + 1, '59 minutes ago'],
  [-30 * 24 * HOUR + 1, '29 days ago'],
  [800 * 24 * HOUR, 'in 2 years'],
  [30_000, 'this minute'],
])('people A8: %i ms from now is %s', (apart, words) => {
  expect(relativeTime(1_000_000 + apart, 1_000_000, 'en')).toBe(words);
});

test('people A7: the text is in the language of the settings', () => {
  expect(relativeTime(2 * HOUR, 0, 'de')).toBe('in 2 Stunden');
});
