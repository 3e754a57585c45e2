import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { readBody } from './read-body.ts';

const read = (text: string) => readBody({ request: { body: Buffer.from(text) } } as Call);

test.each([
  ['{"MODEL":"a","Model":"b"}', { model: 'b' }],
  ['{"model":null,"other":5}', { other: 5 }],
  ['null', {}],
])('%s is parsed as in Go', (text, fields) => {
  expect(read(text)).toEqual(fields);
});

test.each([
  ['', 'missing request body'],
  ['{"model":', 'unexpected EOF'],
])('%j is refused', (text, message) => {
  expect(() => read(text)).toThrow(message);
});
