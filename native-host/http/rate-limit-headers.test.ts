import { expect, test } from 'vitest';
import { RATE_LIMIT_NAMES, rateLimitHeaders, shortTime } from './rate-limit-headers.ts';

test.each([
  [0, '0s'],
  [1, '1s'],
  [60_000, '1m0s'],
  [43_199_001, '12h0m0s'],
])('%i ms are %s', (ms, text) => {
  expect(shortTime(ms)).toBe(text);
});

test('the headers are those of the limits with the least left', () => {
  const headers = rateLimitHeaders([
    { of: 'requests', limit: 60, remaining: 59, resetMs: 30_000 },
    { of: 'requests', limit: 500, remaining: 3, resetMs: 3_600_000 },
    { of: 'tokens', limit: 1_000, remaining: 0, resetMs: 61_000 },
  ]);
  expect(headers).toEqual([
    ...['X-Ratelimit-Limit-Requests', '500', 'X-Ratelimit-Remaining-Requests', '3'],
    ...['X-Ratelimit-Reset-Requests', '1h0m0s', 'X-Ratelimit-Limit-Tokens', '1000'],
    ...['X-Ratelimit-Remaining-Tokens', '0', 'X-Ratelimit-Reset-Tokens', '1m1s'],
  ]);
  expect(rateLimitHeaders([])).toEqual([]);
  expect(RATE_LIMIT_NAMES).toHaveLength(6);
});
