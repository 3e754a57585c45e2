import { type GrantSummary, grantState, summarise } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { isModelName } from '../access/model-names.ts';
import { mayPrompt } from '../approvals/prompt-limits.ts';
import { sanitizeReason } from '../approvals/sanitize-reason.ts';
import { satisfies, wasAsked } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CallContext } from './call-context.ts';

/** What an extension may be in need of: anything else that is wrong is not mended by asking. */
const WANTING = new Set<string>(['not_approved', 'scope_missing', 'model_not_allowed']);

/** Throws where the user is not to be asked. */
const checkMayAsk = async ({ caller, context, gate }: CallContext): Promise<void> => {
  const { store, pairing, approvals, now } = context;
  const { problem } = await gate.hop();
  if (problem && !WANTING.has(problem.code)) throw new Refusal(problem.code, problem.message);
  // Also one that has something: it was refused more.
  if (await store.denials.has(caller.id)) {
    throw new Refusal('denied', `The user has refused the extension ${caller.id}.`);
  }
  if (!(await pairing.grant())) {
    throw new Refusal('no_key', 'Nobody can be asked: Ollama Turnkey is not set up in this browser yet.');
  }
  const dismissal = await store.dismissals.get(caller.id);
  if (!mayPrompt(dismissal, { explicit: true, now: now() }) || !approvals.mayShow(caller.id)) {
    throw new Refusal('not_approved', `The user has not answered the last windows for ${caller.id}.`);
  }
};

/**
 * Asks the user, unless the caller already has all that it wants. Resolves with what it has then; rejects if the
 * user declines. Who joins a question for something else asks its own after it.
 */
export const requestAccess = async (
  { scopes = DEFAULT_SCOPES, models, reason }: Calls['access.request']['params'],
  call: CallContext,
): Promise<GrantSummary> => {
  const { caller, gate, signal } = call;
  const wanted = { scopes, models: models ?? null };
  if (scopes.includes('admin')) {
    throw new Refusal('bad_request', 'No extension can be given "admin": it is the companion’s own.');
  }
  const odd = models?.find((model) => !isModelName(model));
  if (odd !== undefined)
    throw new Refusal('bad_request', 'A model’s name holds a character that no name has.');
  for (;;) {
    const now = await gate.grant();
    const isInForce = now !== null && grantState(now, call.context.now()) === 'active';
    if (isInForce && satisfies(now, wanted)) return summarise(now);
    await checkMayAsk(call);
    const current = now && summarise(now);
    const { answer, asked } = await gate.ask({ ...wanted, reason: sanitizeReason(reason), current }, signal);
    const given = await gate.grant();
    if (answer !== 'allowed' || !given) {
      const code = answer === 'denied' ? 'denied' : 'not_approved';
      throw new Refusal(code, `The user did not allow the extension ${caller.id} what it asked for.`);
    }
    if (satisfies(given, wanted) || wasAsked(asked, wanted)) return summarise(given);
  }
};
