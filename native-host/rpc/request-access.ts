import { type GrantSummary, grantState, summarise } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import type { Answer } from '../approvals/prompt.ts';
import { notApproved } from '../approvals/prompt-state.ts';
import { sanitizeReason } from '../approvals/sanitize-reason.ts';
import { checkTerms, satisfies, wasAsked } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { CallContext } from './call-context.ts';

/** Problems that the user can solve by allowing the extension. */
const SOLVED_BY_ASKING = new Set<string>(['not_approved', 'scope_missing', 'model_not_allowed']);

const refusalOf = ({ code, message, ...extras }: CredentialProblem) => new Refusal(code, message, extras);

/** Throws a Refusal if the user must not be asked. */
const checkMayAsk = async ({ caller, context, authorizer }: CallContext): Promise<void> => {
  const { store, pairing } = context;
  const { problem } = await authorizer.hop();
  if (problem && !SOLVED_BY_ASKING.has(problem.code)) throw new Refusal(problem.code, problem.message);
  // Also an extension with a grant can be denied more.
  if (await store.denials.has(caller.id)) {
    throw new Refusal('denied', `The user has denied the extension ${caller.id}.`);
  }
  if (!(await pairing.grant())) {
    throw new Refusal(
      'no_key',
      'Ollama Turnkey is not set up in this browser yet, so it cannot ask the user.',
    );
  }
  if ((await authorizer.promptState()) === 'exhausted') {
    const message = `The user closed the last prompts for ${caller.id} without an answer.`;
    throw refusalOf(notApproved('exhausted', message));
  }
};

/** Why the caller has no access after a prompt that did not give it any. */
const refusalAfter = async (answer: Answer, { caller, authorizer }: CallContext): Promise<Refusal> => {
  const message = `The user did not allow what the extension ${caller.id} asked for.`;
  if (answer === 'denied') return new Refusal('denied', message);
  const exhausted = (await authorizer.promptState()) === 'exhausted';
  return refusalOf(notApproved(exhausted ? 'exhausted' : 'dismissed', message));
};

/**
 * Asks the user for access, unless the caller already has it. Resolves with the grant. Rejects with a Refusal if the user
 * declines. If a prompt for other terms is open, asks again once it has been answered.
 */
export const requestAccess = async (
  { scopes = DEFAULT_SCOPES, models, reason }: Calls['access.request']['params'],
  call: CallContext,
): Promise<GrantSummary> => {
  const { authorizer, signal } = call;
  const wanted = { scopes, models: models ?? null };
  checkTerms(wanted);
  for (;;) {
    const now = await authorizer.grant();
    const isInForce = now !== null && grantState(now, call.context.now()) === 'active';
    if (isInForce && satisfies(now, wanted)) return summarise(now);
    await checkMayAsk(call);
    const current = now && summarise(now);
    const { answer, asked } = await authorizer.ask(
      { ...wanted, reason: sanitizeReason(reason), current },
      signal,
    );
    const given = await authorizer.grant();
    if (answer !== 'allowed' || !given) {
      throw await refusalAfter(answer, call);
    }
    if (satisfies(given, wanted) || wasAsked(asked, wanted)) return summarise(given);
  }
};
