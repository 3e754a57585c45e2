import { expect, test } from 'vitest';
import { denialReply } from '../../../native-host/gateway/answer-locally.ts';
import { type DenialCode, ERRORS, type ErrorCode, isDenial } from '../../../shared/errors/codes.ts';
import { problem } from '../../../shared/errors/problem.ts';
import { dialectOf } from '../../../shared/operations/dialect-of.ts';
import type { FakeReply } from './fake-exchange.ts';
import { toRefusal } from './to-reply.ts';

const CODES = (Object.keys(ERRORS) as ErrorCode[]).filter(isDenial);
const PATHS = ['/api/chat', '/v1/chat/completions', '/v1/messages'];
const CASES = CODES.flatMap((code) => PATHS.map((path) => [code, path] as const));

const ofHost = (code: DenialCode, path: string) => {
  const extras = code === 'rate_limited' ? { retryAfterMs: 60_000 } : {};
  const { body, ...rest } = denialReply(code, 'It is so.', dialectOf(path), extras);
  return { ...rest, body: [body.toString()] };
};

test.each(CASES)('%s is refused for %s byte for byte as the host refuses it', (code, path) => {
  const reply = toRefusal(problem(code, 'It is so.'), path) as FakeReply;
  expect(reply).toEqual(ofHost(code, path));
});

test('a problem without an HTTP status fails the request', () => {
  const why = problem('ollama_unreachable', 'It is so.');
  expect(toRefusal(why, '/api/chat')).toBe(why);
});
