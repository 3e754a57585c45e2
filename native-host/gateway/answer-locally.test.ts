import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ERRORS, type ErrorCode, isDenial } from '../../shared/errors/codes.ts';
import { denialReply, missingReply } from './answer-locally.ts';

const DENIALS = (Object.keys(ERRORS) as ErrorCode[]).filter(isDenial);
const headerOf = (reply: ReturnType<typeof denialReply>, wanted: string) =>
  reply.headers.find(([name]) => name === wanted)?.[1];

test.each(DENIALS)('%s has a status with its words and a type that clients know', (code) => {
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

test('the native routes say it as Ollama does', () => {
  const { body } = denialReply('denied', 'No.', 'ollama', { help: 'Ask.' });
  expect(JSON.parse(body.toString())).toEqual({ error: 'No. Ask. [denied]', code: 'denied' });
});

test('who is told when to come back may do so by itself, others may not', () => {
  const later = denialReply('rate_limited', 'No.', 'openai', { retryAfterMs: 1_001 });
  expect([headerOf(later, 'Retry-After'), headerOf(later, 'X-Should-Retry')]).toEqual(['2', undefined]);
  const never = denialReply('denied', 'No.', 'openai');
  expect([headerOf(never, 'Retry-After'), headerOf(never, 'X-Should-Retry')]).toEqual([undefined, 'false']);
});

test.each([
  ['no_key', 'Bearer realm="Ollama Turnkey"'],
  ['key_wrong', 'Bearer realm="Ollama Turnkey", error="invalid_token"'],
] as const)('%s says how a key is shown', (code, challenge) => {
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
])('%s is answered as Ollama did', (name, allow) => {
  const response = recorded(name);
  const { status, headers, body } = missingReply(allow);
  expect(status).toBe(response.status);
  expect(headers).toEqual(
    response.headers.filter(([header]: [string]) => !OF_THE_CONNECTION.includes(header)),
  );
  expect(body.toString()).toBe(response.chunks.map(({ text }: { text: string }) => text).join(''));
});
