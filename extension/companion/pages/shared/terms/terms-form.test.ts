import { expect, test } from 'vitest';
import { TEXTS } from '../texts/texts.ts';
import { addedScopes, missing } from './terms-form.ts';

test('a permission for some or all models is complete', () => {
  expect(missing({ scopes: ['infer'], models: null })).toBeUndefined();
  expect(missing({ scopes: ['infer'], models: ['a'] })).toBeUndefined();
});

test('a choice without a permission or a model is incomplete', () => {
  expect(missing({ scopes: [], models: null })).toBe(TEXTS.pickScope);
  expect(missing({ scopes: ['infer'], models: [] })).toBe(TEXTS.pickModel);
});

test('of the new permissions that are requested, at least one is chosen', () => {
  expect(missing({ scopes: ['infer'], models: null }, ['cloud', 'web'])).toBe(TEXTS.pickNew);
  expect(missing({ scopes: ['infer', 'web'], models: null }, ['cloud', 'web'])).toBeUndefined();
});

const HAS = { scopes: ['read'], models: null, expiresAt: null } as const;

test.each([
  ['a first request', null, null, []],
  ['a request for more', HAS, null, ['cloud']],
  ['a request that names models', HAS, ['a'], []],
] as const)('the permissions that %s adds', (_, has, models, added) => {
  expect(addedScopes({ asked: { scopes: ['read', 'cloud'], models }, has })).toEqual(added);
});
