import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_REASON, sanitizeReason } from './sanitize-reason.ts';

test.each([
  ['a sentence', 'To summarise this page.', 'To summarise this page.'],
  ['another script', 'لتلخيص هذه الصفحة', 'لتلخيص هذه الصفحة'],
  ['letters with marks', 'Tiếng Việt, नमस्ते', 'Tiếng Việt, नमस्ते'],
  ['an emoji of several parts', 'For 👩‍👩‍👧 and 🏳️‍🌈', 'For 👩‍👩‍👧 and 🏳️‍🌈'],
  [
    'line breaks that would imitate another sentence of the page',
    'Ok.\n\n\tOllama Turnkey:\r\nsafe',
    'Ok. Ollama Turnkey: safe',
  ],
  ['Unicode line separators', 'a\u2028b\u2029c\u0085d', 'a b c d'],
  ['a direction override', 'Ask \u202egnp.txt\u202c now', 'Ask gnp.txt now'],
  ['isolates and direction marks', '\u2066a\u2069\u200eb\u200fc\u061cd', 'abcd'],
  ['invisible characters', 'p\u200ba\u2060y\ufeffpal \u{e0041}\u{e007f}', 'paypal'],
  ['fillers that look like white space', 'a\u3164b\u2800c', 'abc'],
  ['stacked marks', `a${'\u0335'.repeat(60)}b`, `a${'\u0335'.repeat(3)}b`],
  ['white space', '  a \u00a0\u3000 b  ', 'a b'],
  ['a lone surrogate', 'a\ud83db', 'ab'],
])('%s', (_, given, plain) => {
  expect(sanitizeReason(given)).toBe(plain);
});

test.each(['', '   ', '\u202e\u202c', '\u200d\u200d', null, undefined])('%j has no visible text', (given) => {
  expect(sanitizeReason(given)).toBeNull();
});

test('a long reason is cut between grapheme clusters, with an ellipsis', () => {
  const cut = sanitizeReason('👩‍👩‍👧'.repeat(500)) ?? '';
  expect([...new Intl.Segmenter().segment(cut)]).toHaveLength(MAX_REASON);
  expect(cut.endsWith('👩‍👩‍👧…')).toBe(true);
});

test('any text becomes one line without control characters, and sanitizing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const plain = sanitizeReason(given) ?? '';
      expect(plain).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u);
      expect(sanitizeReason(plain) ?? '').toBe(plain);
    }),
  );
});
