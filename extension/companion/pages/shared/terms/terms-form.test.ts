import { expect, test } from 'vitest';
import { TEXTS } from '../texts/texts.ts';
import { missing } from './terms-form.ts';

test('a permission for some or all models is complete', () => {
  expect(missing({ scopes: ['infer'], models: null })).toBeUndefined();
  expect(missing({ scopes: ['infer'], models: ['a'] })).toBeUndefined();
});

test('a choice without a permission or a model is incomplete', () => {
  expect(missing({ scopes: [], models: null })).toBe(TEXTS.pickScope);
  expect(missing({ scopes: ['infer'], models: [] })).toBe(TEXTS.pickModel);
});
