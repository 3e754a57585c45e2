import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from './matches-glob.ts';

test.each([
  ['', '', true],
  ['*', '', true],
  ['*', 'anything', true],
  ['a*', 'abc', true],
  ['*c', 'abc', true],
  ['a*c', 'abbc', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a**c', 'ac', true],
  ['abc', 'abcd', false],
  ['a*c', 'abcd', false],
  ['*ab', 'aab', true],
  ['a.c', 'abc', false],
  ['', 'a', false],
  ['a', '', false],
])('%j over %j: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('it agrees with a regular expression', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b') });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*') });
  fc.assert(
    fc.property(pattern, text, (glob, value) => {
      expect(matchesGlob(glob, value)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(value));
    }),
  );
});

test('a pattern made to take long does not', () => {
  expect(matchesGlob(`${'a*'.repeat(200)}b`, 'a'.repeat(4000))).toBe(false);
});
