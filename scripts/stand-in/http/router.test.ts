import { expect, test } from 'vitest';
import { matchRoute, redirectBody } from './router.ts';

const routes = {
  'HEAD /api/tags': 'tags',
  'GET /api/tags': 'tags',
  'POST /api/chat': 'chat',
  'GET /v1/models/:model': 'model',
};

test.each([
  ['GET', '/api/tags', 'route'],
  ['GET', '/api/%74ags', 'route'],
  ['GET', '/api/tags?x', 'route'],
  ['GET', '/API/TAGS', 'unknown'],
  ['GET', '/v1/models/a%2Fb', 'unknown'],
  ['POST', '/api/tags/', 'unknown'],
  ['POST', '/api/tags', 'wrong-method'],
])('%s %s is %s', (method, target, kind) => {
  expect(matchRoute(routes, method, target).kind).toBe(kind);
});

test.each([
  ['GET', '/api/tags/', 301, '/api/tags'],
  ['HEAD', '/api/tags/', 307, '/api/tags'],
  ['POST', '//api/chat', 307, '/api/chat'],
  ['GET', '/api/x/../tags?a&b', 307, '/api/tags?a&b'],
])('%s %s is redirected', (method, target, status, location) => {
  expect(matchRoute(routes, method, target)).toEqual({ kind: 'redirect', status, location });
});

test('the methods of a path are listed', () => {
  expect(matchRoute(routes, 'DELETE', '/api/tags')).toEqual({ kind: 'wrong-method', allow: 'HEAD, GET' });
});

test('a parameter is decoded', () => {
  expect(matchRoute(routes, 'GET', '/v1/models/a%3Ab')).toMatchObject({ params: { model: 'a:b' } });
});

test('a location is escaped in the body of a redirect', () => {
  expect(redirectBody(301, '/x?a&b')).toBe('<a href="/x?a&amp;b">Moved Permanently</a>.\n\n');
});
