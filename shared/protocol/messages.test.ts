import * as v from 'valibot';
import { expect, test } from 'vitest';
import { closeSchema, openSchema } from './envelope.ts';
import { MAX_HEADER, MAX_KEY_TEXT, MAX_MODELS, MAX_PATH, MAX_REASON_TEXT, MAX_SCOPES } from './limits.ts';
import { clientMessageSchema } from './messages.ts';

const hello = { type: 'hello', protocol: { min: 1, max: 1 }, client: { name: 'a', version: '1' } };
const request = { type: 'request', id: 1, method: 'GET', path: '/', headers: {} };

test.each([
  [hello],
  [{ ...hello, key: 'otk' }],
  [{ ...hello, access: {} }],
  [{ ...hello, access: { ask: 'never', scopes: ['read', 'of-tomorrow'], models: ['a'], reason: 'Why.' } }],
  [{ ...hello, extension: { name: 'Notes' } }],
  [{ ...hello, deflate: true }],
  [request],
  [{ ...request, body: { text: '' } }],
  [{ ...request, upload: true }],
  [{ type: 'body', id: 1, seq: 0, base64: '', last: true }],
  [{ type: 'cancel', id: 1 }],
  [{ type: 'credit', id: 1, bytes: 1 }],
  [{ type: 'call', id: 1, name: 'status' }],
  [{ type: 'ping' }],
  [{ type: 'pong' }],
])('%j is valid', (message) => {
  expect(v.is(clientMessageSchema, message)).toBe(true);
});

test.each([
  [null],
  [[]],
  ['hello'],
  [{}],
  [{ type: 'toString' }],
  [{ ...hello, client: undefined }],
  [{ ...hello, extension: { name: 'n'.repeat(201) } }],
  [{ ...hello, protocol: { min: -1, max: 1 } }],
  [{ ...hello, key: 'k'.repeat(MAX_KEY_TEXT + 1) }],
  [{ ...hello, access: { ask: 'always' } }],
  [{ ...hello, access: { scopes: 'read' } }],
  [{ ...hello, access: { scopes: Array(MAX_SCOPES + 1).fill('read') } }],
  [{ ...hello, access: { models: Array(MAX_MODELS + 1).fill('a') } }],
  [{ ...hello, access: { models: ['a'.repeat(301)] } }],
  [{ ...hello, access: { reason: 'a'.repeat(MAX_REASON_TEXT + 1) } }],
  [{ ...request, id: 0 }],
  [{ ...request, id: '1' }],
  [{ ...request, id: 1.5 }],
  [{ ...request, id: Number.MAX_VALUE * 2 }],
  [{ ...request, path: `/${'a'.repeat(MAX_PATH)}` }],
  [{ ...request, headers: { a: 'a'.repeat(MAX_HEADER + 1) } }],
  [{ ...request, headers: { a: 1 } }],
  [{ ...request, body: 'text' }],
  [{ ...request, body: { deflate: 'AwA=', length: 0 } }],
  [{ ...hello, deflate: 'yes' }],
  [{ type: 'body', id: 1, seq: 0, deflate: 'AwA=', length: 0, last: true }],
  [{ type: 'body', id: 1, seq: -1, last: true }],
  [{ type: 'credit', id: 1, bytes: 0 }],
  [{ type: 'credit', id: 1, bytes: -5 }],
  [{ type: 'call', id: 1, name: 'status', params: 'all' }],
])('message %# is invalid', (message) => {
  expect(v.is(clientMessageSchema, message)).toBe(false);
});

test('a scope of a newer SDK is dropped', () => {
  const message = { ...hello, access: { scopes: ['of-tomorrow', 'read', 'toString'] } };
  expect(v.parse(clientMessageSchema, message)).toMatchObject({ access: { scopes: ['read'] } });
});

const caller = { id: 'a', page: true, own: false };

test('a channel is opened for a caller', () => {
  expect(v.is(openSchema, { type: 'open', channel: 1, caller })).toBe(true);
});

test.each([
  [{ type: 'open', channel: 0, caller }],
  [{ type: 'open', channel: 1 }],
  [{ type: 'open', channel: 1, caller: { ...caller, page: 'yes' } }],
  [{ type: 'open', channel: 1, caller: { ...caller, id: 'a'.repeat(257) } }],
])('%j does not open a channel', (frame) => {
  expect(v.is(openSchema, frame)).toBe(false);
});

test('a channel is closed by its number', () => {
  expect(v.is(closeSchema, { type: 'close', channel: 1 })).toBe(true);
  expect(v.is(closeSchema, { type: 'close' })).toBe(false);
});
