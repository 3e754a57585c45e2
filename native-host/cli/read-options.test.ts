import { expect, test } from 'vitest';
import { readExpiry, readModels, readScopes, readSince, readSpan } from './read-options.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;

test.each([
  ['0', 0],
  ['90m', 1.5 * HOUR],
  ['24h', 24 * HOUR],
  ['30d', 720 * HOUR],
])('%s is a duration', (text, ms) => {
  expect(readSpan(text)).toBe(ms);
});

test.each(['', '30', 'd', '-1d', '1w', '1.5h', '999999d'])('%j is not a duration', (text) => {
  expect(() => readSpan(text)).toThrow('Invalid duration');
});

test.each([
  [undefined, null],
  ['never', null],
  ['12h', NOW + 12 * HOUR],
  ['2026-11-25', NOW + 12 * HOUR],
])('%j is an expiry', (text, end) => {
  expect(readExpiry(text, NOW)).toBe(end);
});

test.each(['tomorrow', '2026-11-24', '2026-13-01', '0', ''])('%j is not an expiry', (text) => {
  expect(() => readExpiry(text, NOW)).toThrow('Invalid expiry');
});

test('--since takes a duration or a date', () => {
  expect(readSince('1h', NOW)).toBe(NOW - HOUR);
  expect(readSince('2026-11-24', NOW)).toBe(NOW - 12 * HOUR);
});

test('scopes and models are checked', () => {
  expect([readScopes(['read']), readModels([]), readModels(['a:1b'])]).toEqual([['read'], null, ['a:1b']]);
  expect(() => readScopes(['admin'])).toThrow('No such scope');
  expect(() => readModels(['a b'])).toThrow('Invalid model name');
});
