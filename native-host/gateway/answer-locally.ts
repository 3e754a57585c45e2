import { type DenialCode, ERRORS } from '../../shared/errors/codes.ts';
import { DENIAL_STATUSES, denialHeaders, errorText } from '../../shared/errors/denial-text.ts';
import { problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { explainMismatch } from '../../shared/operations/mismatch.ts';
import type { Dialect } from '../../shared/operations/operations.ts';
import { hasGrant } from '../access/decide.ts';
import { Refusal } from '../errors/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import type { RequestContext } from './run-request.ts';

/** A complete response that does not come from Ollama. */
interface LocalReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: [string, string][];
  readonly body: Buffer;
}

/** The body of an error response, in bytes. */
export const errorBody = (...args: Parameters<typeof errorText>): Buffer => Buffer.from(errorText(...args));

/**
 * The response to a refused request, in the caller's dialect.
 * @param extras `help`, by default that of the code, and when to retry, in milliseconds
 */
export const denialReply = (
  code: DenialCode,
  message: string,
  dialect: Dialect,
  extras: { readonly help?: string; readonly retryAfterMs?: number | undefined } = {},
): LocalReply => {
  const { help = ERRORS[code].help, retryAfterMs } = extras;
  const { status } = ERRORS[code];
  const [statusText = '', type] = DENIAL_STATUSES[status] ?? [];
  const body = errorBody(dialect, { code, message }, help, type);
  const retryAfter = retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(retryAfterMs / 1000));
  return { status, statusText, headers: denialHeaders(code, body.byteLength, retryAfter), body };
};

/**
 * Ollama's own response to a path that it lacks, or that it has only for the methods in `allow`. Clients probe with such
 * requests. These are gin's defaults with HandleMethodNotAllowed
 * (https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go).
 */
export const missingReply = (allow?: string): LocalReply => {
  const body = Buffer.from(allow === undefined ? '404 page not found' : '405 method not allowed');
  const headers: [string, string][] = [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(body.byteLength)],
  ];
  if (allow === undefined) return { status: 404, statusText: 'Not Found', headers, body };
  return { status: 405, statusText: 'Method Not Allowed', headers: [['Allow', allow], ...headers], body };
};

/** Responds without Ollama. An error code counts the request as failed. */
const answer = (
  { status, statusText, headers, body }: LocalReply,
  { request, client, record, lifetime }: RequestContext,
  how: { readonly code?: string } = {},
): void => {
  if (!lifetime.end('complete')) return;
  record.head(status);
  void record.finish(how);
  client.head(status, statusText, headers);
  // A response to HEAD has no body.
  if (request.method !== 'HEAD') client.data(body);
  client.end();
};

/**
 * Responds to a route that Ollama lacks as Ollama does, to callers with a valid grant. Throws a Refusal for others, without
 * asking the user.
 */
export const answerUnknown = async (context: RequestContext): Promise<void> => {
  const { request, authorizer, core } = context;
  const mismatch = explainMismatch(request.method, request.path);
  const holder = { caller: authorizer.caller, grant: await authorizer.grant(), now: core.now() };
  if (mismatch.kind === 'unclear' || !hasGrant(holder)) {
    throw new Refusal('operation_unknown', mismatch.reason);
  }
  answer(missingReply(mismatch.kind === 'wrong-method' ? mismatch.allow : undefined), context);
};

/** Responds to a request that a stage has refused or failed to prepare, unless the request is over. */
export const answerError = (error: unknown, context: RequestContext): void => {
  const { request, authorizer, reply } = context;
  if (error instanceof Refusal) {
    const { code, message, retryAfterMs } = error;
    const help = error.help ?? authorizer.help?.(code);
    const extras = { retryAfterMs, ...(help !== undefined && { help }) };
    answer(denialReply(code, message, dialectOf(request.path), extras), context, { code });
  } else if (error instanceof StoreError) reply.fail(problem('store_failed', error.message));
  else reply.fail(problem('internal', 'The host failed while it prepared the request.'));
};
