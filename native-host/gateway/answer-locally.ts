import { problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { explainMismatch } from '../../shared/operations/mismatch.ts';
import { hasGrant } from '../access/decide.ts';
import { Refusal } from '../errors/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import { type Denial, denialReply, missingReply } from './denial.ts';
import type { RequestContext } from './run-request.ts';

/** Responds without Ollama. An error code counts the request as failed. */
const answer = (
  { status, statusText, headers, body }: Denial,
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
  const { request, gate, core } = context;
  const mismatch = explainMismatch(request.method, request.path);
  const standing = { caller: gate.caller, grant: await gate.grant(), now: core.now() };
  if (mismatch.kind === 'unclear' || !hasGrant(standing)) {
    throw new Refusal('operation_unknown', mismatch.reason);
  }
  answer(missingReply(mismatch.kind === 'wrong-method' ? mismatch.allow : undefined), context);
};

/** Responds to a request that a stage has refused or failed to prepare, unless the request is over. */
export const answerError = (error: unknown, context: RequestContext): void => {
  const { request, gate, reply } = context;
  if (error instanceof Refusal) {
    const { code, message, retryAfterMs } = error;
    const help = gate.help && { help: gate.help(code) };
    answer(denialReply(code, message, dialectOf(request.path), { retryAfterMs, ...help }), context, { code });
  } else if (error instanceof StoreError) reply.fail(problem('store_failed', error.message));
  else reply.fail(problem('internal', 'The host failed while it prepared the request.'));
};
