import { expect, test } from 'vitest';
import { TEXTS } from '../texts/texts.ts';
import { missing } from './terms-form.ts';

test('nothing is missing when something may be done with some or all models', () => {
  expect(missing({ scopes: ['infer'], models: null })).toBeUndefined();
  expect(missing({ scopes: ['infer'], models: ['a'] })).toBeUndefined();
});

test('a permission to do nothing, or with no model, is not given', () => {
  expect(missing({ scopes: [], models: null })).toBe(TEXTS.pickScope);
  expect(missing({ scopes: ['infer'], models: [] })).toBe(TEXTS.pickModel);
});
