import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type Failure, failureOf, failureOfStatus, mayRepeat } from './retry-policy.ts';

const post = (scope: 'infer' | 'web' | 'manage') => ({ method: 'POST', body: '{}', operation: { scope } });

test.each<[Failure, ReturnType<typeof post>, number, boolean]>([
  ['unsent', post('manage'), 3, true],
  ['full', post('web'), 3, true],
  ['lost', post('infer'), 1, true],
  ['lost', post('infer'), 2, false],
  ['lost', post('web'), 1, false],
  ['unavailable', post('infer'), 1, true],
  ['failed', post('infer'), 1, false],
])('%s: %o after %i: %s', (failure, request, tried, may) => {
  expect(mayRepeat(request, failure, tried)).toBe(may);
});

test('a streamed body is never sent again, and a GET without an operation is', () => {
  const get = { method: 'GET', body: null };
  expect(mayRepeat({ ...get, body: Readable.from([]) }, 'unsent', 1)).toBe(false);
  expect(mayRepeat(get, 'lost', 1)).toBe(true);
});

test('errors and statuses are distinguished', () => {
  const named = (code: string) => Object.assign(new Error(code), { code });
  expect([named('ECONNREFUSED'), named('ECONNRESET'), new Error('x')].map(failureOf)).toEqual([
    'unsent',
    'lost',
    'lost',
  ]);
  expect([200, 404, 500, 502, 503].map(failureOfStatus)).toEqual([
    ...[undefined, undefined, 'failed', 'unavailable', 'full'],
  ]);
});
