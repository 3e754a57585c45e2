import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type Match, matchOperation } from '../../shared/operations/match.ts';
import { BodyError } from './body/fields.ts';
import { prepareRequest } from './understand.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const prepare = async (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = Buffer.alloc(0),
) => prepareRequest(matchOperation(method, path) as Match, { method, headers }, body, { scopes: [] });

test('only the header Accept is passed, in any case', async () => {
  const headers = { ACCEPT: 'text/event-stream', 'X-Accept': 'x', authorization: 'x', 'content-length': '9' };
  expect((await prepare('GET', '/api/version', headers)).headers).toEqual({ accept: 'text/event-stream' });
});

test.each(['a\r\nx: y', 'a\nb', 'a\u0000', '漢', '\u007f', '\u0085'])(
  'a header like %j is refused',
  async (accept) => {
    await expect(prepare('GET', '/api/version', { accept })).rejects.toThrow(BodyError);
  },
);

test('the content type is that of the rebuilt body, not the client’s', async () => {
  const body = Buffer.from('{"model":"a"}');
  const { headers } = await prepare('POST', '/api/chat', { 'content-type': 'text/plain\r\nx: y' }, body);
  expect(headers).toEqual({ 'content-type': 'application/json' });
});

test('a model in a path is decoded and checked', async () => {
  const { models, path, body } = await prepare('GET', '/v1/models/me%2Fx%3A1b');
  expect([models, path, body]).toEqual([['me/x:1b'], '/v1/models/me%2Fx%3A1b', null]);
});

test('the body of an operation without one is not sent', async () => {
  expect((await prepare('GET', '/api/tags', {}, Buffer.from('{"model":"a"}'))).body).toBeNull();
});

test('a blob is streamed unchanged', async () => {
  const bytes = Readable.from([Buffer.from([0, 255])]);
  const match = matchOperation('POST', `/api/blobs/${DIGEST}`) as Match;
  const prepared = await prepareRequest(match, { method: 'POST', headers: {} }, bytes, { scopes: [] });
  expect(prepared).toMatchObject({ models: [], path: `/api/blobs/${encodeURIComponent(DIGEST)}` });
  expect(prepared.body).toBe(bytes);
});

test.each([`${DIGEST}a`, DIGEST.slice(1), DIGEST.toUpperCase(), 'sha512:x', 'latest'])(
  'the digest %s is none',
  async (digest) => {
    await expect(prepare('HEAD', `/api/blobs/${digest}`)).rejects.toThrow('digest');
  },
);

test.each([
  ['{"model":"a","stream":true}', true],
  ['{"model":"a"}', false],
])('%s: whether Turnkey asks for the usage stays known', async (body, asksUsage) => {
  const prepared = await prepare('POST', '/v1/chat/completions', {}, Buffer.from(body));
  expect(prepared.asksUsage).toBe(asksUsage);
});
