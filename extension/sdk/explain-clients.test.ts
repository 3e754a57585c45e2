import { expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { TurnkeyError } from './errors/turnkey-error.ts';
import { explain } from './explain.ts';

const { help: HELP, action } = ERRORS.denied;
const TEXT = `The user has refused. ${HELP} [denied]`;
const DENIED = { code: 'denied', message: 'The user has refused.', help: HELP, action };
const ANTHROPIC = { type: 'error', error: { type: 'permission_error', message: TEXT, code: 'denied' } };
const OLLAMA = { error: TEXT, code: 'denied' };

const error = (message: string, more: object) => Object.assign(new Error(message), more);
const apiCall = (body: object, statusText = 'Forbidden') =>
  error(statusText, { name: 'AI_APICallError', statusCode: 403, responseBody: JSON.stringify(body) });

/** What clients throw for a denied request, by the shapes of their errors. */
const THROWN: readonly (readonly [string, unknown])[] = [
  [
    '@anthropic-ai/sdk',
    error(`403 ${JSON.stringify(ANTHROPIC)}`, { status: 403, error: ANTHROPIC, type: 'permission_error' }),
  ],
  [
    '@anthropic-ai/sdk, cloned, which keeps its message only',
    structuredClone(new Error(`403 ${JSON.stringify(ANTHROPIC)}`)),
  ],
  ['openai', error(`403 ${TEXT}`, { error: { message: TEXT, code: 'denied' } })],
  ['ollama', error(TEXT, { name: 'ResponseError', error: TEXT, status_code: 403 })],
  ['Vercel AI SDK: ollama-ai-provider-v2', apiCall(OLLAMA)],
  ['Vercel AI SDK: openai-compatible', apiCall({ error: { message: TEXT } }, TEXT)],
  [
    'Vercel AI SDK: RetryError',
    error(`Failed after 3 attempts. Last error: ${TEXT}`, {
      errors: [new Error('x'), apiCall(OLLAMA)],
      lastError: apiCall(OLLAMA),
    }),
  ],
  ['axios', error('Request failed with status code 403', { response: { status: 403, data: OLLAMA } })],
  ['axios, with a body that it did not parse', error('x', { response: { data: JSON.stringify(OLLAMA) } })],
  ['ofetch', error('[POST] "/api/chat": 403 Forbidden', { data: OLLAMA })],
  [
    'an aggregated error',
    new AggregateError([new Error('x'), new Error(TEXT)], 'All promises were rejected'),
  ],
  ['a nested cause', new Error('a', { cause: new Error('b', { cause: apiCall(OLLAMA) }) })],
  ['the text of the body', JSON.stringify(OLLAMA)],
];

test.each(THROWN)('a denied request is explained: %s', (_, thrown) => {
  expect(explain(thrown)).toEqual(DENIED);
});

const MISSING = new TurnkeyError({ code: 'companion_missing', message: 'It is not installed.' });
const NOT_INSTALLED = { code: 'companion_missing', help: MISSING.help, message: 'It is not installed.' };

test.each([
  ['axios', error(MISSING.message, { name: 'TurnkeyError', code: 'companion_missing', cause: MISSING })],
  ['axios, without a cause', error(MISSING.message, { name: 'TurnkeyError', code: 'companion_missing' })],
  ['openai', new Error('Connection error.', { cause: MISSING })],
  ['Vercel AI SDK: RetryError', error('Failed after 3 attempts.', { lastError: MISSING })],
  ['an aggregated error', new AggregateError([new Error('x'), MISSING])],
])('a Turnkey error is explained with its help: %s', (_, thrown) => {
  expect(explain(thrown)).toMatchObject(NOT_INSTALLED);
});

test.each([
  [
    '@anthropic-ai/sdk',
    error('404 {"type":"error"}', { error: { error: { message: "model 'no' not found" } } }),
  ],
  ['ollama-ai-provider-v2', apiCall({ error: "model 'no' not found" }, 'Not Found')],
])('Ollama’s own error is explained by its text alone: %s', (_, thrown) => {
  const help = ERRORS.model_not_found.help;
  expect(explain(thrown)).toEqual({ code: 'model_not_found', message: "model 'no' not found", help });
});

test('a getter that throws is skipped', () => {
  const hostile = {
    get cause(): never {
      throw new Error('no');
    },
    get code(): never {
      throw new Error('no');
    },
    message: TEXT,
  };
  expect(explain(hostile)).toEqual(DENIED);
  const proxy = new Proxy({}, { get: () => expect.fail('read') });
  expect(explain({ cause: proxy, message: TEXT })).toEqual(DENIED);
});

test('the number of values that are read is bounded', () => {
  let reads = 0;
  const endless = (): unknown =>
    new Proxy(
      {},
      {
        get(_, name) {
          reads += 1;
          return name === 'message' ? 'x' : endless();
        },
      },
    );
  expect(explain(endless()).code).toBeUndefined();
  expect(reads).toBeLessThan(3_000);
});

test('the client’s own message is shown for an error without a code, rather than the data of the response', () => {
  expect(explain(error('Request failed', { response: { data: { error: 'a page' } } })).message).toBe(
    'Request failed',
  );
});

test.each([Object.create(null), Symbol('x')])('a value without a text is not an error', (value) => {
  expect(() => explain(value)).not.toThrow();
});
