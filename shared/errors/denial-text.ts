import type { Dialect } from '../operations/operations.ts';
import { type DenialCode, ERRORS, type ErrorCode } from './codes.ts';

/**
 * The text of each status, and the error type that OpenAI and Anthropic give it
 * (https://github.com/ollama/ollama/blob/v0.24.0/anthropic/anthropic.go).
 */
export const DENIAL_STATUSES: Readonly<Record<number, readonly [text: string, type: string]>> = {
  400: ['Bad Request', 'invalid_request_error'],
  401: ['Unauthorized', 'authentication_error'],
  403: ['Forbidden', 'permission_error'],
  408: ['Request Timeout', 'timeout_error'],
  413: ['Request Entity Too Large', 'request_too_large'],
  429: ['Too Many Requests', 'rate_limit_error'],
};

/**
 * The headers of a refused request, in order.
 * @param retryAfter seconds after which a retry can succeed; undefined if none can
 */
export const denialHeaders = (code: DenialCode, length: number, retryAfter?: number): [string, string][] => {
  const headers: [string, string][] = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', String(length)],
    ['X-Turnkey-Error', code],
  ];
  // The openai client retries by status alone, unless this header says otherwise.
  if (retryAfter === undefined) headers.push(['X-Should-Retry', 'false']);
  if (ERRORS[code].status === 401) {
    // RFC 6750, 3.1: no error code if the request had no credential.
    const error = code === 'no_key' ? '' : ', error="invalid_token"';
    headers.push(['WWW-Authenticate', `Bearer realm="Ollama Turnkey"${error}`]);
  } else if (retryAfter !== undefined) headers.push(['Retry-After', String(retryAfter)]);
  return headers;
};

/** The error body of each dialect, as Ollama writes it (server/routes.go, middleware/openai.go and anthropic.go). */
const SHAPES: Record<Dialect, (message: string, code: ErrorCode, type: string | undefined) => unknown> = {
  // Of a 401, the `ollama` command shows only `status` (api/types.go at v0.24.0, `AuthorizationError`).
  ollama: (message, code, type) => ({
    error: message,
    code,
    ...(type === 'authentication_error' && { status: message }),
  }),
  openai: (message, code, type) => ({ error: { message, type, param: null, code } }),
  anthropic: (message, code, type) => ({ type: 'error', error: { type, message, code } }),
};

/** The JSON body of an error response. Its message ends in the code, since many clients show nothing else. */
export const errorText = (
  dialect: Dialect,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
  help: string,
  type: string | undefined,
): string => JSON.stringify(SHAPES[dialect](`${message} ${help} [${code}]`, code, type));
