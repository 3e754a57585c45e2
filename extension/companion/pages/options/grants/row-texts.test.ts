import { describe, expect, test } from 'vitest';
import type { Grant } from '../../../../../shared/access/grant.ts';
import { chipsOf, limitsText, usageText, useText } from './row-texts.ts';
import { rowOf } from './rows.ts';
import { testGrant } from './testing/test-grant.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY = 86_400_000;
const KNOWN = { info: undefined, today: undefined, namesake: false, own: false };

const chips = (grant: Partial<Grant>, namesake = false) =>
  chipsOf(rowOf(testGrant(grant), { ...KNOWN, namesake }), NOW, 'en').map(({ text, caution }) =>
    caution ? `! ${text}` : text,
  );

describe('a row has labels only for what differs from a permission given as usual', () => {
  test.each<[string, Partial<Grant>, readonly string[]]>([
    ['no restrictions', {}, []],
    ['the usual end in 30 days', { expiresAt: NOW + 30 * DAY }, []],
    ['an end within a week', { expiresAt: NOW + 3 * DAY }, ['ends Nov 27, 2026']],
    ['an end in the past', { expiresAt: NOW - 3 * DAY }, ['! ended Nov 21, 2026']],
    ['two models', { models: ['a', 'b'] }, ['2 models']],
    ['limits', { limits: { perMinute: 5 } }, ['limited']],
    ['risky scopes', { scopes: ['read', 'cloud', 'manage'] }, ['! Manage models', '! Cloud models']],
    ['disabled', { disabledAt: 1 }, ['! disabled']],
    ['a key of an extension', { kind: 'key' }, ['via key']],
    ['an owner key', { kind: 'key', caller: null, scopes: ['manage', 'admin'] }, []],
  ])('%s', (_, grant, expected) => {
    expect(chips(grant)).toEqual(expected);
  });

  test('a name that another extension has too', () => {
    expect(chips({}, true)).toEqual(['! same name']);
  });
});

const TODAY = { requests: 2, errors: 0, promptTokens: 1_000, outputTokens: 204, ms: 5 };

test.each([
  ['never', null, undefined, 'Not used yet'],
  ['before today', NOW - 2 * DAY, undefined, '2 days ago'],
  ['with tokens', NOW - 7_200_000, TODAY, '2 hours ago · 1,204 tokens today'],
  [
    'without tokens',
    NOW - 7_200_000,
    { ...TODAY, promptTokens: 0, outputTokens: 0 },
    '2 hours ago · 2 requests today',
  ],
])('a grant that was used %s', (_, lastUsedAt, today, text) => {
  expect(useText({ grant: { lastUsedAt }, today }, NOW, 'en')).toBe(text);
});

test('limits and usage in words', () => {
  expect(limitsText({ concurrent: 2, perMinute: 60 })).toBe('2 at once, 60 per minute');
  expect(limitsText({})).toBeUndefined();
  expect(limitsText(null)).toBeUndefined();
  expect(usageText({ ...TODAY, requests: 1 }, 'en')).toBe('1 request, 1,204 tokens');
});
