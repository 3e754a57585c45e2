import { expect, test } from 'vitest';
import { INLINE_BODY } from '../../../shared/protocol/limits.ts';
import { toBytes } from '../session/payload.ts';
import { normaliseRequest } from './normalise-request.ts';

const URL_ = 'http://127.0.0.1:11434/api/chat';
const normalise = async (input: RequestInfo | URL, init?: RequestInit) =>
  (await normaliseRequest(input, init)).request;

test('only path and query of the URL are used', async () => {
  expect(await normalise('https://anything.example:5/api/tags?a=b')).toMatchObject({
    method: 'GET',
    path: '/api/tags?a=b',
  });
});

test('a URL and a Request are accepted', async () => {
  expect(await normalise(new URL(URL_))).toMatchObject({ method: 'GET', path: '/api/chat' });
  expect(await normalise(new Request(URL_, { method: 'DELETE' }))).toMatchObject({ method: 'DELETE' });
});

test('the web search URL of ollama.com is mapped to the local route', async () => {
  const { path } = await normalise('https://ollama.com/api/web_search', { method: 'POST', body: '{}' });
  expect(path).toBe('/api/experimental/web_search');
});

test('a small text is sent inside its message', async () => {
  const { body, upload } = await normalise(URL_, { method: 'POST', body: '{"ä":1}' });
  expect([body, upload]).toEqual([{ text: '{"ä":1}' }, undefined]);
});

test('a lone surrogate is replaced, as in fetch', async () => {
  expect((await normalise(URL_, { method: 'POST', body: '\ud800' })).body).toEqual({ text: '\ufffd' });
});

test('a small binary body is sent inside its message', async () => {
  const bytes = Uint8Array.from([0xff, 0]);
  const { body } = await normalise(URL_, { method: 'POST', body: bytes });
  expect(toBytes(body ?? {})).toEqual(bytes);
});

test('the body of a Request is read', async () => {
  const request = new Request(URL_, { method: 'POST', body: 'text' });
  expect((await normalise(request)).body).toEqual({ text: 'text' });
});

test('a form has a content type with its boundary', async () => {
  const form = new FormData();
  form.append('model', 'a');
  const { headers } = await normalise(URL_, { method: 'POST', body: form });
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
});

test('a large body becomes a complete upload', async () => {
  const text = 'ä'.repeat(INLINE_BODY);
  const { body, upload } = await normalise(URL_, { method: 'POST', body: text });
  const pieces: Uint8Array[] = [];
  for (let read = await upload?.read(); read && !read.done; read = await upload?.read()) {
    pieces.push(read.value);
  }
  expect(body).toBeUndefined();
  expect(Buffer.concat(pieces).toString()).toBe(text);
});

test('a request without a body has none', async () => {
  const { body, upload } = await normalise(URL_, { method: 'POST' });
  expect([body, upload]).toEqual([undefined, undefined]);
});

test('the signal is the caller’s own', async () => {
  const { signal } = new AbortController();
  expect((await normaliseRequest(URL_, { signal })).signal).toBe(signal);
});

test('invalid arguments are rejected, as in fetch', async () => {
  await expect(normaliseRequest(URL_, { body: 'text' })).rejects.toThrow(TypeError);
});
