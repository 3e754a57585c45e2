import { expect, test } from 'vitest';
import { headOf } from './testing/head-of.ts';

test('header names match in any case, and other headers are dropped', () => {
  const head = headOf('/api/tags', {
    HOST: 'localhost',
    oRiGiN: 'http://a',
    'X-Forwarded-For': '1',
    Cookie: 'c=1',
  });
  expect(head).toMatchObject({ method: 'GET', path: '/api/tags', host: 'localhost', origin: 'http://a' });
  expect(JSON.stringify(head)).not.toContain('c=1');
});

test('the query is separated from the path', () => {
  expect(headOf('/v1/messages?beta=true&x')).toMatchObject({ path: '/v1/messages', query: 'beta=true&x' });
  expect(headOf('/v1/models')).toMatchObject({ path: '/v1/models', query: '' });
});

test('a repeated header is reported, except for Accept', () => {
  expect(headOf('/', ['Host', 'a', 'host', 'b'])).toMatchObject({ host: 'a', repeated: 'host' });
  expect(headOf('/', ['X-API-Key', 'a', 'x-api-key', 'a']).repeated).toBe('x-api-key');
  expect(headOf('/', ['Accept', 'a', 'Accept', 'b']).repeated).toBeUndefined();
});

test('the names of object properties are not headers', () => {
  expect(headOf('/', ['constructor', 'x', '__proto__', 'x', 'toString', 'x']).repeated).toBeUndefined();
});
