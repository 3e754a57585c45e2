import { type DenialCode, ERRORS, isDenial } from '../../../shared/errors/codes.ts';
import { DENIAL_STATUSES, denialHeaders, errorText } from '../../../shared/errors/denial-text.ts';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { dialectOf } from '../../../shared/operations/dialect-of.ts';
import type { FakeAnswer } from './answers.ts';
import type { FakeReply } from './fake-exchange.ts';

/** Seconds after which a rate limit allows the next request. */
const RETRY_AFTER = 60;

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const statusTextOf = (status: number): string => STATUS_TEXTS[status] ?? DENIAL_STATUSES[status]?.[0] ?? '';

/** An answer of the test, with defaults filled in. */
export const toReply = ({ status = 200, contentType, body = [], breaksWith }: FakeAnswer): FakeReply => ({
  status,
  statusText: statusTextOf(status),
  headers: [['Content-Type', contentType ?? 'application/json; charset=utf-8']],
  body: typeof body === 'string' || body instanceof Uint8Array ? [body] : body,
  failure: breaksWith && problem(breaksWith, 'The answer was broken off.'),
});

/** A refusal as the host answers it: in the error shape that belongs to the path. */
const toDenial = (code: DenialCode, message: string, path: string): FakeReply => {
  const { status, help } = ERRORS[code];
  const body = errorText(dialectOf(path), { code, message }, help, DENIAL_STATUSES[status]?.[1]);
  const length = new TextEncoder().encode(body).byteLength;
  const headers = denialHeaders(code, length, code === 'rate_limited' ? RETRY_AFTER : undefined);
  return { status, statusText: statusTextOf(status), headers, body: [body] };
};

/** The answer to a request that meets a problem: a refusal, or an error without a response. */
export const toRefusal = (why: Problem, path: string): FakeReply | Problem =>
  isDenial(why.code) ? toDenial(why.code, why.message, path) : why;
