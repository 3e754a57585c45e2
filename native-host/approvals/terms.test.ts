import { expect, test } from 'vitest';
import type { Scope } from '../../shared/access/scopes.ts';
import { expiryOf, satisfies, wasAsked } from './terms.ts';

const terms = (scopes: readonly Scope[], models: readonly string[] | null = null) => ({ scopes, models });

test.each([
  ['all of it', terms(['read', 'infer']), terms(['read']), true],
  ['a scope is missing', terms(['read']), terms(['read', 'infer']), false],
  ['one model of all', terms(['read']), terms(['read'], ['a']), true],
  ['the same model, by another name', terms(['read'], ['a:latest', 'b']), terms(['read'], ['A']), true],
  ['a model is missing', terms(['read'], ['a']), terms(['read'], ['a', 'b']), false],
  ['another tag', terms(['read'], ['a:1b']), terms(['read'], ['a']), false],
  ['no models are named', terms(['read'], ['a']), terms(['read']), true],
])('%s', (_, has, wanted, all) => {
  expect(satisfies(has, wanted)).toBe(all);
});

test('a prompt without models did not ask for a named one', () => {
  expect(wasAsked(terms(['read']), terms(['read'], ['a']))).toBe(false);
  expect(wasAsked(terms(['read'], ['a', 'b']), terms(['read'], ['a']))).toBe(true);
  expect(wasAsked(terms(['read']), terms(['read']))).toBe(true);
});
const HOUR = 3_600_000;

test.each([
  ['once', 5, 5 + 12 * HOUR],
  ['month', 5, 5 + 30 * 24 * HOUR],
  ['always', 5, null],
  ['keep', 5, 7],
] as const)('%s', (duration, now, end) => {
  expect(expiryOf(duration, now, 7)).toBe(end);
});
