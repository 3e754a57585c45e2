import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMoreValues, topLevelFields } from './json-text.ts';

const spaces = fc.constantFrom('', ' ', '\n', '\t\r ');

test('the fields of any object are found, with their values as they were written', () => {
  const field = fc.tuple(fc.string(), fc.jsonValue(), spaces, spaces, fc.boolean());
  fc.assert(
    fc.property(fc.array(field), spaces, (fields, space) => {
      const written = fields.map(([name, value, before, after, pretty]) => ({
        name,
        value: JSON.stringify(value, null, pretty ? 2 : 0),
        before,
        after,
      }));
      const text = `${space}{${space}${written
        .map(({ name, value, before, after }) => `${JSON.stringify(name)}${before}:${after}${value}${space}`)
        .join(`,${space}`)}}${space}`;
      expect(topLevelFields(text).fields).toEqual(written.map(({ name, value }) => ({ name, value })));
    }),
  );
});

test('fields are tight exactly if they make the text', () => {
  const field = fc.tuple(fc.string(), fc.jsonValue(), spaces, spaces);
  const tight = fc.tuple(fc.string(), fc.jsonValue(), fc.constant(''), fc.constant(''));
  fc.assert(
    fc.property(fc.oneof(fc.array(field), fc.array(tight)), spaces, spaces, (fields, space, end) => {
      const written = fields.map(([name, value, before, after]) => {
        return `${JSON.stringify(name)}${before}:${after}${JSON.stringify(value)}`;
      });
      const text = `${space}{${space}${written.join(',')}}${end}`;
      const found = topLevelFields(text);
      const again = found.fields.map(({ name, value }) => `${JSON.stringify(name)}:${value}`);
      const hasEscape = fields.some(([name]) => JSON.stringify(name).includes('\\'));
      expect(found.isTight).toBe(`{${again.join(',')}}` === text && !hasEscape);
    }),
  );
});

test.each([
  ['{}', []],
  [' { } ', []],
  ['{"a":"\\\\"}', [['a', '"\\\\"']]],
  [
    '{"a":"\\"","b":"\\\\\\""}',
    [
      ['a', '"\\""'],
      ['b', '"\\\\\\""'],
    ],
  ],
  [
    '{"\\"":1,"\\\\":2}',
    [
      ['"', '1'],
      ['\\', '2'],
    ],
  ],
  [
    '{"a":[{"b":"]}"}],"c":-1e5}',
    [
      ['a', '[{"b":"]}"}]'],
      ['c', '-1e5'],
    ],
  ],
])('%s', (text, fields) => {
  expect(topLevelFields(text).fields.map(({ name, value }) => [name, value])).toEqual(fields);
});

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

test.each(TEXTS)('counts values outside of strings: %s', (text) => {
  const bytes = text;
  const values = count(text);
  expect(hasMoreValues(bytes, values)).toBe(false);
  expect(hasMoreValues(bytes, values - 1)).toBe(true);
});

test.each(['', '"', '"\\', `"${LONG}`, `"${LONG}\\`, ']]]]', ',,"'])(
  'ends for the invalid text %j',
  (text) => {
    expect(hasMoreValues(text, count(text))).toBe(false);
  },
);

test('the count ignores any content of strings', () => {
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
