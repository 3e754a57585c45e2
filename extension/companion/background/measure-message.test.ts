import { expect, test } from 'vitest';
import { MAX_CLIENT_MESSAGE, MAX_CLIENT_VALUES } from '../../../shared/protocol/limits.ts';
import { measureMessage } from './measure-message.ts';

const nested = (depth: number) => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

const circle: { self?: unknown } = {};
circle.self = circle;

test('the size of a message includes its field names', () => {
  expect(measureMessage({ type: 'ping', list: ['ab', { c: null, d: 1.5, e: true }] })).toEqual({
    size: 'typeping'.length + 'listab'.length + 'cde'.length,
  });
});

test('an undefined field counts as absent', () => {
  expect(measureMessage({ type: 'ping', upload: undefined })).toHaveProperty('size');
});

test.each([
  ['A3: undefined', undefined],
  ['A3: null', null],
  ['A3: a list', [{ type: 'ping' }]],
  ['A3: text', 'ping'],
  ['A3: more text than a message needs', { text: 'x'.repeat(MAX_CLIENT_MESSAGE + 1) }],
  ['A3: nine million empty lists', { params: { list: Array.from({ length: 9_000_000 }, () => []) } }],
  ['A3: a list without its items', { list: new Array(2 ** 32 - 1) }],
  [
    'A3: more fields than a message needs',
    Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [at, 0])),
  ],
  ['A3: more levels than a message needs', { deep: nested(MAX_CLIENT_VALUES + 1) }],
  ['A3: itself', circle],
  ['A18: a BigInt', { id: 1n }],
  ['A18: a typed array', { body: new Uint8Array(100_000) }],
  ['A18: a map', { body: new Map() }],
  ['A18: a date', { at: new Date(0) }],
])('%s is not forwarded', (_, message) => {
  expect(measureMessage(message)).toHaveProperty('fault');
});
