import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchOperation } from './match.ts';
import { movedTo } from './moved.ts';

test.each([
  ['GET', '//api/tags', 307, '/api/tags'],
  ['GET', '/api/tags/', 301, '/api/tags'],
  ['HEAD', '/api/tags/', 307, '/api/tags'],
  ['POST', '/api/chat/', 307, '/api/chat'],
  ['POST', '///api//chat//', 307, '/api/chat'],
  ['GET', '//', 307, '/'],
  ['GET', '//v1/models/library%2Fa/', 307, '/v1/models/library%2Fa'],
])('%s %s is answered with %i %s', (method, path, status, location) => {
  expect(movedTo(method, path)).toEqual({ status, location });
});

test('a query that clients are known to add stays', () => {
  expect(movedTo('POST', '//v1/messages', 'beta=true')?.location).toBe('/v1/messages?beta=true');
  expect(movedTo('POST', '//v1/messages', 'x=1')).toBeUndefined();
});

test.each([
  ['GET', '/api/tags'],
  ['GET', '/'],
  ['GET', ''],
  ['POST', '//api/tags'],
  ['GET', '//example.com'],
  ['GET', '//example.com/api/tags'],
  ['GET', '/\\example.com//api/tags'],
  ['GET', '/api/x/../tags/'],
  ['GET', '/api/%74ags/'],
  ['POST', '//api/me'],
  ['GET', '//api/codex'],
  ['GET', `${'/'.repeat(3_000)}api/tags`],
])('%s %s is not redirected', (method, path) => {
  expect(movedTo(method, path)).toBeUndefined();
});

test('every location is the path of an operation on the same server', () => {
  const piece = fc.constantFrom(
    '/',
    '//',
    'api',
    'v1',
    'tags',
    'chat',
    'models',
    'a.example',
    '\\',
    '%2F',
    '@',
    ':',
    '..',
  );
  fc.assert(
    fc.property(fc.constantFrom('GET', 'POST'), fc.array(piece, { maxLength: 8 }), (method, pieces) => {
      const moved = movedTo(method, pieces.join(''));
      if (!moved) return;
      expect(moved.location).toMatch(/^\/(?![/\\])/);
      expect(matchOperation(method, moved.location)?.path).toBe(moved.location);
      expect(movedTo(method, moved.location)).toBeUndefined();
    }),
  );
});
