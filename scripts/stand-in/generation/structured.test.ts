import { expect, test } from 'vitest';
import { structuredAnswer } from './structured.ts';

test('the answer matches the schema', () => {
  const properties = {
    colours: { type: 'array', minItems: 3, items: { type: 'string', maxLength: 2 } },
    kind: { enum: ['a', 'b'] },
    size: { type: 'integer', minimum: 7 },
    inner: { type: 'object', properties: { ok: { type: 'boolean' } } },
  };
  expect(JSON.parse(structuredAnswer({ type: 'object', properties }) ?? '')).toEqual({
    colours: ['gr', 'gr', 'gr'],
    kind: 'a',
    size: 7,
    inner: { ok: true },
  });
});

test.each([undefined, null, ''])('%j means no format', (format) => {
  expect(structuredAnswer(format)).toBeUndefined();
});

test('any other format is refused', () => {
  expect(() => structuredAnswer('yaml')).toThrow('invalid format: "\\"yaml\\""; expected "json"');
});
