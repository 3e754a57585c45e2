import { describe, expect, it } from 'vitest';
import { matchRoute, redirectBody } from './router.ts';

const routes = [
  { method: 'HEAD', path: '/api/tags', handle: 'tags' },
  { method: 'GET', path: '/api/tags', handle: 'tags' },
  { method: 'POST', path: '/api/chat', handle: 'chat' },
  { method: 'GET', path: '/v1/models/:model', handle: 'model' },
];

describe('matchRoute', () => {
  it.each([
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

  it.each([
    ['GET', '/api/tags/', 301, '/api/tags'],
    ['HEAD', '/api/tags/', 307, '/api/tags'],
    ['POST', '//api/chat', 307, '/api/chat'],
    ['GET', '/api/x/../tags?a&b', 307, '/api/tags?a&b'],
  ])('redirects %s %s', (method, target, status, location) => {
    expect(matchRoute(routes, method, target)).toEqual({ kind: 'redirect', status, location });
  });

  it('names the methods that a path has', () => {
    expect(matchRoute(routes, 'DELETE', '/api/tags')).toEqual({ kind: 'wrong-method', allow: 'HEAD, GET' });
  });

  it('decodes a parameter', () => {
    expect(matchRoute(routes, 'GET', '/v1/models/a%3Ab')).toMatchObject({ params: { model: 'a:b' } });
  });
});

it('escapes a location in the body of a redirect', () => {
  expect(redirectBody(301, '/x?a&b')).toBe('<a href="/x?a&amp;b">Moved Permanently</a>.\n\n');
});
