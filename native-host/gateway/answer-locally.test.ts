import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ERRORS, type ErrorCode, isDenial } from '../../shared/errors/codes.ts';
import { Refusal } from '../errors/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import { answerError, denialReply, missingReply } from './answer-locally.ts';
import { createLifetime } from './request-lifetime.ts';
import type { RequestContext } from './run-request.ts';

const DENIALS = (Object.keys(ERRORS) as ErrorCode[]).filter(isDenial);
const headerOf = (reply: ReturnType<typeof denialReply>, wanted: string) =>
  reply.headers.find(([name]) => name === wanted)?.[1];

test.each(DENIALS)('%s has a status with its text and an error type that clients know', (code) => {
  for (const dialect of ['openai', 'anthropic'] as const) {
    const reply = denialReply(code, 'No.', dialect);
    expect(reply.statusText).not.toBe('');
    expect(headerOf(reply, 'Content-Length')).toBe(String(reply.body.byteLength));
    expect(JSON.parse(reply.body.toString()).error).toEqual({
      ...(dialect === 'openai' && { param: null }),
      message: `No. ${ERRORS[code].help} [${code}]`,
      type: expect.stringMatching(/_error$|^request_too_large$/),
      code,
    });
  }
});

test('native routes use the error format of Ollama', () => {
  const { body } = denialReply('denied', 'No.', 'ollama', { help: 'Ask.' });
  expect(JSON.parse(body.toString())).toEqual({ error: 'No. Ask. [denied]', code: 'denied' });
});

test('clients may retry on their own only if the response says when', () => {
  const later = denialReply('rate_limited', 'No.', 'openai', { retryAfterMs: 1_001 });
  expect([headerOf(later, 'Retry-After'), headerOf(later, 'X-Should-Retry')]).toEqual(['2', undefined]);
  const never = denialReply('denied', 'No.', 'openai');
  expect([headerOf(never, 'Retry-After'), headerOf(never, 'X-Should-Retry')]).toEqual([undefined, 'false']);
});

test.each([
  ['no_key', 'Bearer realm="Ollama Turnkey"'],
  ['key_wrong', 'Bearer realm="Ollama Turnkey", error="invalid_token"'],
] as const)('%s has a WWW-Authenticate header', (code, challenge) => {
  expect(headerOf(denialReply(code, 'No.', 'ollama'), 'WWW-Authenticate')).toBe(challenge);
});

/** Answers of a real Ollama 0.24.0. */
const recorded = (name: string) => {
  const path = fileURLToPath(new URL(`../../tests/recorded/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')).response;
};

const OF_THE_CONNECTION = ['Date', 'Connection'];

test.each([
  ['unknown-path', undefined],
  ['unknown-path-post', undefined],
  ['upper-path', undefined],
  ['wrong-method', 'POST'],
  ['wrong-method-post', 'HEAD, GET'],
])('%s gets the response that Ollama sent', (name, allow) => {
  const response = recorded(name);
  const { status, headers, body } = missingReply(allow);
  expect(status).toBe(response.status);
  expect(headers).toEqual(
    response.headers.filter(([header]: [string]) => !OF_THE_CONNECTION.includes(header)),
  );
  expect(body.toString()).toBe(response.chunks.map(({ text }: { text: string }) => text).join(''));
});

/** Responds to an error of a request, and returns what the client and the record receive. */
const respond = (error: unknown, { method = 'POST', over = false } = {}) => {
  const events: string[] = [];
  const lifetime = createLifetime();
  if (over) lifetime.abort('gone');
  answerError(error, {
    request: { method, path: '/api/chat', headers: {} },
    authorizer: { help: (code: string) => `Help for ${code}.` },
    client: {
      head: (status: number) => void events.push(`head ${status}`),
      data: (body: Buffer) => void events.push(JSON.parse(body.toString()).error),
      end: () => void events.push('end'),
    },
    reply: { fail: ({ code }: { code: string }) => void events.push(`fail ${code}`) },
    record: {
      head: () => {},
      finish: ({ code }: { code?: string }) => void events.push(`record ${code}`),
    },
    lifetime,
  } as unknown as RequestContext);
  return events;
};

test('a refusal is answered with the help of its transport, and recorded', () => {
  const refusal = new Refusal('denied', 'No.');
  const recorded = ['record denied', 'head 403'];
  expect(respond(refusal)).toEqual([...recorded, 'No. Help for denied. [denied]', 'end']);
  expect(respond(refusal, { method: 'HEAD' })).toEqual([...recorded, 'end']);
  expect(respond(refusal, { over: true })).toEqual([]);
});

test.each([
  [new StoreError('full', 'a store'), 'fail store_failed'],
  [new Error('secret'), 'fail internal'],
])('%s is a failure, without its text', (error, failure) => {
  expect(respond(error)).toEqual([failure]);
});
