import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMoreValues } from './count-values.ts';

/** The same by way of a copy without strings. */
const count = (text: string): number => text.replace(/"(?:[^"\\]|\\.)*"/gs, '').match(/[,:[{]/g)?.length ?? 0;

const LONG = 'A'.repeat(1_000);
const TEXTS = [
  '{"a":[1,2,{"b":[]}],"c":"[,:{"}',
  '["\\"", "\\\\", "[\\\\\\"[", "\\u005b"]',
  `{"image":"${LONG}","then":["${LONG}\\",[${LONG}\\\\",{}]}`,
  `["${'\\"'.repeat(500)}",[],"${'\\\\'.repeat(500)}",[]]`,
  `[${'"x",'.repeat(200)}"${LONG}"]`,
  '{"ß[":["ü,"]}',
  '[[[[[[[[]]]]]]]]',
];

test.each(TEXTS)('counts all that is not inside of a string: %s', (text) => {
  const bytes = text;
  const values = count(text);
  expect(hasMoreValues(bytes, values)).toBe(false);
  expect(hasMoreValues(bytes, values - 1)).toBe(true);
});

test.each(['', '"', '"\\', `"${LONG}`, `"${LONG}\\`, ']]]]', ',,"'])('comes to an end of %j', (text) => {
  expect(hasMoreValues(text, count(text))).toBe(false);
});

test('whatever strings hold, the count is that of what JSON.parse reads', () => {
  const pieces = fc.constantFrom('"', '\\', '[', ',', '{', ':', 'x', 'A'.repeat(70), ' ', '0', 'ß');
  const strings = fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(strings), (value, texts) => {
      const text = JSON.stringify([value, texts]);
      const values = count(text);
      expect(hasMoreValues(text, values)).toBe(false);
      expect(hasMoreValues(text, values - 1)).toBe(true);
    }),
  );
});
