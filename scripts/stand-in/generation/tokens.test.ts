import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toTokens } from './tokens.ts';

it('loses nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toTokens(text).join('')).toBe(text);
    }),
  );
});

it('cuts before spaces, and signs from words', () => {
  expect(toTokens('Grüße, 漢字 😀!\n')).toEqual(['Grüße', ',', ' 漢字', ' 😀!', '\n']);
});
