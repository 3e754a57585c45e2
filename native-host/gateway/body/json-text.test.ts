import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topLevelFields } from './json-text.ts';

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
      expect(topLevelFields(text)).toEqual(written.map(({ name, value }) => ({ name, value })));
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
  expect(topLevelFields(text).map(({ name, value }) => [name, value])).toEqual(fields);
});
