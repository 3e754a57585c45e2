import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTokens } from './tokens.ts';

test('nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toTokens(text).join('')).toBe(text);
    }),
  );
});

test('a text is cut before spaces, and between words and signs', () => {
  expect(toTokens('Grüße, 漢字 😀!\n')).toEqual(['Grüße', ',', ' 漢字', ' 😀!', '\n']);
});
