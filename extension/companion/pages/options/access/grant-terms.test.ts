import { expect, test } from 'vitest';
import { grantTerms } from './grant-terms.ts';

const NOW = 1e12;
const DAY = 86_400_000;
const GRANT = { scopes: ['read', 'infer'], models: null, expiresAt: null, lastUsedAt: null } as const;

test('a grant without restrictions', () => {
  expect(grantTerms(GRANT, NOW, 'en')).toEqual([
    'See models · Chat',
    'All local models',
    'Not used yet · no end date',
  ]);
});

test('a grant with models and an end, after use', () => {
  const limited = { ...GRANT, models: ['a:1b', 'b'], expiresAt: NOW + 30 * DAY, lastUsedAt: NOW - 2 * DAY };
  expect(grantTerms(limited, NOW, 'en').slice(1)).toEqual([
    'Only a:1b, b',
    'Last used 2 days ago · ends in 30 days',
  ]);
});

test('a grant that has ended', () => {
  expect(grantTerms({ ...GRANT, expiresAt: NOW - 3 * DAY }, NOW, 'en').at(-1)).toBe(
    'Not used yet · ended 3 days ago',
  );
});

test('limits and today’s usage', () => {
  const today = { requests: 1, errors: 0, promptTokens: 12, outputTokens: 30, ms: 5 };
  const limits = { concurrent: 2, perMinute: 60 };
  expect(grantTerms({ ...GRANT, limits, today }, NOW, 'en').slice(2, 4)).toEqual([
    'Limits: 2 at once, 60 per minute',
    'Today: 1 request, 42 tokens',
  ]);
});
