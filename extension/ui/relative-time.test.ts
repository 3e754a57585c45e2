import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const HOUR = 3_600_000;

test.each([
  [2 * HOUR, 'in 2 hours'],
  [25 * HOUR, 'tomorrow'],
  [-25 * HOUR, 'yesterday'],
  [90 * 24 * HOUR, 'in 2 months'],
  [800 * 24 * HOUR, 'in 2 years'],
  [30_000, 'this minute'],
])('%i ms from now is %s', (apart, words) => {
  expect(relativeTime(1_000_000 + apart, 1_000_000, 'en')).toBe(words);
});

test('the text is in the language of the settings', () => {
  expect(relativeTime(2 * HOUR, 0, 'de')).toBe('in 2 Stunden');
});
