import { expect, test } from 'vitest';
import { weaknessOf } from './key-strength.ts';

test.each([
  ['5f1b7c9e', 'is short'],
  ['abababababababababab', 'repeats few characters'],
  ['0123456789012345678', 'has only digits, and fewer than 30'],
  ['correct-horse-battery1', 'looks like words, not like a random text'],
  ['5f1b7c9e2d4a4c6f8b3e', undefined],
  ['sk-proj-Ab3dEf7hIj9lMn', undefined],
])('%s: %s', (text, weakness) => {
  expect(weaknessOf(text)).toBe(weakness);
});
