import { expect, test } from 'vitest';
import { dialectOf } from './dialect-of.ts';
import { allowedMethods, explainMismatch } from './mismatch.ts';

test.each([
  ['GET', '/api/chat', 'accepts POST'],
  ['POST', '/api/version', 'accepts HEAD and GET'],
  ['GET', '/api/tags?key=otk_x', 'GET /api/tags does not accept a query.'],
  ['GET', '/api/%74ags', 'compared exactly'],
  ['POST', '/api/nope?key=otk_x', 'POST /api/nope is not an operation'],
])('%s %s: the reason says %s', (method, path, text) => {
  const { reason } = explainMismatch(method, path);
  expect(reason).toContain(text);
  expect(reason).not.toContain('otk_');
});

test.each([
  ['POST', '/v1/messages/count_tokens'],
  ['POST', '/v1/messages/count_tokens?beta=true'],
  ['GET', '/v1/files'],
  ['GET', '/v1/files/file-abc_1.jsonl'],
  ['POST', '/v1/responses/compact'],
  ['GET', '/API/TAGS'],
  ['GET', '/v1'],
  ['OPTIONS', '/api/nope'],
])('Ollama has no %s %s', (method, path) => {
  expect(explainMismatch(method, path).kind).toBe('missing');
});

test.each([
  ['GET', '/api/chat', 'POST'],
  ['POST', '/api/tags', 'HEAD, GET'],
  ['PUT', '/api/blobs/sha256:0', 'HEAD, POST'],
  ['DELETE', '/v1/models/me%2Fmine', 'GET'],
  ['POST', '/', 'HEAD, GET'],
  ['GET', '/api/me', 'POST'],
])('Ollama does not accept %s for %s, but %s', (method, path, allow) => {
  expect(explainMismatch(method, path)).toMatchObject({ kind: 'wrong-method', allow });
  expect(allowedMethods(method, path)).toBe(allow);
});

test.each([
  '',
  'api/tags',
  '/api/tags/',
  '//api/tags',
  '/api//nope',
  '/./api/nope',
  '/api/nope/..',
  '/api/no%70e',
  '/api/nope%2f',
  '/api\\nope',
  '/api/nope;x',
  '/api/nope#x',
  '/api/nope@elsewhere',
  '/api/tags?',
  '/api/nope?x=1',
  '/v1/files?beta=true&x=1',
  '/api/%63odex/v1/responses',
  '//api/codex',
  '/api/codex/v1/responses?x=1',
  'http://127.0.0.1/api/version',
  '/v1/models/%2E%2E',
])('GET %s is unclear: Ollama might accept it', (path) => {
  expect(explainMismatch('GET', path).kind).toBe('unclear');
});

test('allowedMethods is undefined for a route that accepts the method, and for an unknown path', () => {
  expect(allowedMethods('GET', '/api/tags')).toBeUndefined();
  expect(allowedMethods('GET', '/api/nope')).toBeUndefined();
});

test.each([
  ['/api/nope', 'ollama'],
  ['/v1/nope', 'openai'],
  ['/v1/messages/count_tokens', 'anthropic'],
  ['/v1/systemone', 'ollama'],
  ['/v1/systemone/nope', 'ollama'],
])('an error for %s has the format of %s', (path, dialect) => {
  expect(dialectOf(path)).toBe(dialect);
});
