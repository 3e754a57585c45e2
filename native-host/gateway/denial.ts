import { type DenialCode, ERRORS, type ErrorCode } from '../../shared/errors/codes.ts';
import type { Dialect } from '../../shared/operations/operations.ts';

/** A complete response that does not come from Ollama. */
export interface Denial {
  readonly status: number;
  readonly statusText: string;
  readonly headers: [string, string][];
  readonly body: Buffer;
}

const TEXT: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
};

/** Error types of OpenAI and Anthropic by status (https://github.com/ollama/ollama/blob/v0.24.0/anthropic/anthropic.go). */
const TYPE: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  408: 'timeout_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

/** The error body of each dialect, as Ollama writes it (server/routes.go, middleware/openai.go and anthropic.go). */
const SHAPES: Record<Dialect, (message: string, code: ErrorCode, type: string | undefined) => unknown> = {
  ollama: (message, code) => ({ error: message, code }),
  openai: (message, code, type) => ({ error: { message, type, param: null, code } }),
  anthropic: (message, code, type) => ({ type: 'error', error: { type, message, code } }),
};

/** The body of an error response. Its message ends in the code, since many clients show nothing else. */
export const errorBody = (
  dialect: Dialect,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
  help: string,
  type: string | undefined,
): Buffer => Buffer.from(JSON.stringify(SHAPES[dialect](`${message} ${help} [${code}]`, code, type)));

/** Headers that a status requires. */
const headersFor = (
  status: number,
  code: DenialCode,
  retryAfterMs: number | undefined,
): [string, string][] => {
  // RFC 6750, 3.1: no error code if the request had no credential.
  const error = code === 'no_key' ? '' : ', error="invalid_token"';
  if (status === 401) return [['WWW-Authenticate', `Bearer realm="Ollama Turnkey"${error}`]];
  if (retryAfterMs === undefined) return [];
  return [['Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000)))]];
};

interface Extras {
  /** @default the help of the code */
  readonly help?: string;
  /** When to retry, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The response to a refused request, in the caller's dialect. */
export const denialReply = (
  code: DenialCode,
  message: string,
  dialect: Dialect,
  { help = ERRORS[code].help, retryAfterMs }: Extras = {},
): Denial => {
  const { status } = ERRORS[code];
  const body = errorBody(dialect, { code, message }, help, TYPE[status]);
  return {
    status,
    statusText: TEXT[status] ?? '',
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['Content-Length', String(body.byteLength)],
      ['X-Turnkey-Error', code],
      // The openai client retries by status alone, unless this header says otherwise.
      ...(retryAfterMs === undefined ? [['X-Should-Retry', 'false'] as [string, string]] : []),
      ...headersFor(status, code, retryAfterMs),
    ],
    body,
  };
};

/**
 * Ollama's own response to a path that it lacks, or that it has only for the methods in `allow`. Clients probe with such
 * requests. These are gin's defaults with HandleMethodNotAllowed
 * (https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go).
 */
export const missingReply = (allow?: string): Denial => {
  const [status, statusText] = allow === undefined ? [404, 'Not Found'] : [405, 'Method Not Allowed'];
  const body = Buffer.from(allow === undefined ? '404 page not found' : '405 method not allowed');
  return {
    status,
    statusText,
    headers: [
      ...(allow === undefined ? [] : [['Allow', allow] as [string, string]]),
      ['Content-Type', 'text/plain'],
      ['Content-Length', String(body.byteLength)],
    ],
    body,
  };
};
