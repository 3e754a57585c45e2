import { expect, test } from 'vitest';
import { printable } from './printable.ts';

/** Characters that change how a terminal or an editor shows a line. */
const HARMFUL: readonly (readonly [string, string])[] = [
  ['a line feed', '\n'],
  ['an escape sequence', '\u001b[2J'],
  ['DEL', '\u007f'],
  ['CSI of C1', '\u009b2J'],
  ['NEL of C1', '\u0085'],
  ['a soft hyphen', '\u00ad'],
  ['an Arabic letter mark', '\u061c'],
  ['a zero-width space', '\u200b'],
  ['a right-to-left override', '\u202e'],
  ['an isolate', '\u2066'],
  ['a line separator', '\u2028'],
  ['a paragraph separator', '\u2029'],
  ['a byte order mark', '\ufeff'],
  ['an interlinear mark', '\ufff9'],
  ['a tag character', '\u{e0041}'],
  ['a variation selector', '\ufe0f'],
  ['half of a pair', '\ud83d'],
  ['the other half', '\ude00'],
  ['a letter that looks like another', '\u0430'],
];

test.each(HARMFUL)('A14: %s is escaped', (_, text) => {
  const shown = printable(`a${text}b`);
  expect(shown).toMatch(/^a(?:[ -~]*\\u\{[0-9a-f]+\}[ -~]*)b$/);
});

test('A14: for any text, the result is one line of printable ASCII of bounded length', () => {
  for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 257) {
    const shown = printable(String.fromCodePoint(code).repeat(3));
    expect(shown).toMatch(/^[ -~]*$/);
  }
  expect(printable('\u{10ffff}'.repeat(1_000))).toBe(`${'\\u{10ffff}'.repeat(200)}...`);
  expect(printable('x'.repeat(1_000))).toBe(`${'x'.repeat(200)}...`);
  expect(printable('x'.repeat(200))).toBe('x'.repeat(200));
});

test('a text cannot imitate an escape', () => {
  expect(printable('\\u{41}')).toBe('\\u{5c}u{41}');
});
