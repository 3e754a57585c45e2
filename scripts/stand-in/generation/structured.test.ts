import { expect, it } from 'vitest';
import { structuredAnswer } from './structured.ts';

it('fills in a schema', () => {
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

it.each([undefined, null, ''])('is not asked for by %j', (format) => {
  expect(structuredAnswer(format)).toBeUndefined();
});

it('refuses any other word', () => {
  expect(() => structuredAnswer('yaml')).toThrow('invalid format: "\\"yaml\\""; expected "json"');
});
