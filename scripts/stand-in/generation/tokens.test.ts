import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTokens } from './tokens.ts';

test('the tokens joined are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toTokens(text).join('')).toBe(text);
    }),
  );
});

test('a text is split before spaces, and between words and punctuation', () => {
  expect(toTokens('Grüße, 漢字 😀!\n')).toEqual(['Grüße', ',', ' 漢字', ' 😀!', '\n']);
});
