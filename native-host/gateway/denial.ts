import { type DenialCode, ERRORS } from '../../shared/errors/codes.ts';
import type { Dialect } from '../../shared/operations/operations.ts';

/** A refusal as an answer that any Ollama client understands. */
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

/** What OpenAI's and Anthropic's clients call an error of a status (anthropic/anthropic.go of Ollama). */
const TYPE: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  408: 'timeout_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

/** Each dialect's own error shape (server/routes.go, middleware/openai.go and anthropic.go of Ollama). */
const SHAPE: Record<Dialect, (message: string, code: DenialCode, type: string | undefined) => unknown> = {
  ollama: (message, code) => ({ error: message, code }),
  openai: (message, code, type) => ({ error: { message, type, param: null, code } }),
  anthropic: (message, code, type) => ({ type: 'error', error: { type, message, code } }),
};

/** Headers that belong to a status. */
const besides = (status: number, code: DenialCode, retryAfterMs: number | undefined): [string, string][] => {
  // RFC 6750, 3.1: no error where no key was shown.
  const error = code === 'no_key' ? '' : ', error="invalid_token"';
  if (status === 401) return [['WWW-Authenticate', `Bearer realm="Ollama Turnkey"${error}`]];
  if (retryAfterMs === undefined) return [];
  return [['Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000)))]];
};

interface Extras {
  /** @default what the code says */
  readonly help?: string;
  /** Milliseconds after which another try is worth it. */
  readonly retryAfterMs?: number | undefined;
}

/** The answer for a refusal: its message ends in the code, since many clients show nothing else. */
export const denialReply = (
  code: DenialCode,
  message: string,
  dialect: Dialect,
  { help = ERRORS[code].help, retryAfterMs }: Extras = {},
): Denial => {
  const { status } = ERRORS[code];
  const said = SHAPE[dialect](`${message} ${help} [${code}]`, code, TYPE[status]);
  const body = Buffer.from(JSON.stringify(said));
  return {
    status,
    statusText: TEXT[status] ?? '',
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['Content-Length', String(body.byteLength)],
      ['X-Turnkey-Error', code],
      // openai retries by status alone unless it is told not to; where waiting helps it may.
      ...(retryAfterMs === undefined ? [['X-Should-Retry', 'false'] as [string, string]] : []),
      ...besides(status, code, retryAfterMs),
    ],
    body,
  };
};
