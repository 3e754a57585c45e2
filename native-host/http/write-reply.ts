import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type DenialCode, isDenial } from '../../shared/errors/codes.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { redactKeys } from '../../shared/key/key.ts';
import type { Moved } from '../../shared/operations/moved.ts';
import type { Dialect } from '../../shared/operations/operations.ts';
import { denialReply, errorBody } from '../gateway/answer-locally.ts';
import { httpHelp } from './http-help.ts';
import type { RawHeaders } from './origin-policy.ts';

/** Responds with a refusal, in the error format of the route. */
export const writeDenial = (
  response: ServerResponse,
  refused: {
    readonly code: DenialCode;
    readonly message: string;
    readonly retryAfterMs?: number | undefined;
  },
  dialect: Dialect,
  added: RawHeaders,
): void => {
  const { code, message, retryAfterMs } = refused;
  const extras = { help: httpHelp(code), retryAfterMs };
  const { status, statusText, headers, body } = denialReply(code, redactKeys(message), dialect, extras);
  response.writeHead(status, statusText, [...headers.flat(), ...added]);
  response.end(body);
};

/** The statuses of errors that are not refusals. */
const FAILED: Readonly<Record<string, number>> = {
  ollama_unreachable: 502,
  ollama_interrupted: 502,
  credential_unavailable: 502,
  store_failed: 503,
};

/** Responds with an error that occurred before the response started. */
export const writeFailure = (
  response: ServerResponse,
  { code, message }: Problem,
  dialect: Dialect,
  added: RawHeaders,
): void => {
  if (isDenial(code)) {
    writeDenial(response, { code, message }, dialect, added);
    return;
  }
  const status = FAILED[code] ?? 500;
  const body = errorBody(dialect, { code, message }, httpHelp(code), 'api_error');
  response.writeHead(status, STATUS_CODES[status], [
    ...['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(body.byteLength)],
    ...['X-Turnkey-Error', code, ...added],
  ]);
  response.end(body);
};

/** Responds with a status and an empty body. */
export const writePlain = (response: ServerResponse, status: number, headers: RawHeaders): void => {
  const empty = status === 204 ? [] : ['Content-Length', '0'];
  response.writeHead(status, STATUS_CODES[status], [...headers, ...empty]);
  response.end();
};

/** Responds to HEAD of the root as Ollama does. */
export const writeRoot = (response: ServerResponse, headers: RawHeaders): void => {
  const own = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', '17'];
  response.writeHead(200, STATUS_CODES[200], [...own, ...headers]);
  response.end();
};

/** Responds with a redirect as Go does (net/http `Redirect`): with a body only for GET. */
export const writeMoved = (
  response: ServerResponse,
  method: string,
  { status, location }: Moved,
  headers: RawHeaders,
): void => {
  const body = method === 'GET' ? `<a href="${location}">${STATUS_CODES[status]}</a>.\n\n` : '';
  const type = body === '' ? [] : ['Content-Type', 'text/html; charset=utf-8'];
  const length = ['Content-Length', String(body.length)];
  response.writeHead(status, STATUS_CODES[status], [...type, 'Location', location, ...length, ...headers]);
  response.end(body);
};
