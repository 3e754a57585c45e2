import type { Caller } from '../../shared/access/caller.ts';
import { type Grant, summarise } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { ConfiguredAccess } from '../../shared/protocol/messages.ts';
import type { AccessRequest, Decision } from '../access/decide.ts';
import { notApproved, promptState } from '../approvals/prompt-state.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { CallerAccess } from '../rpc/call-context.ts';
import { promptFor } from './prompt-for.ts';
import type { HostContext } from './session-core.ts';

interface Options {
  readonly caller: Caller;
  readonly context: HostContext;
  readonly access: ConfiguredAccess;
  decision(wish: AccessRequest): Promise<Decided>;
}

interface Decided {
  readonly own: Grant | null;
  readonly result: Decision;
}

type Refused = Extract<Decision, { readonly allow: false }>;

/** The prompts of one session: whether one may open, and what it asks for. */
export interface SessionPrompts extends Pick<CallerAccess, 'ask'> {
  state: CallerAccess['promptState'];
  /** Why a request is refused, with the help for the state of the prompts. `asked`: a window has just been closed. */
  explain(refused: Refused, asked?: boolean): Promise<CredentialProblem>;
  /** Asks the user about a request. Asks again if it had joined a prompt for other scopes. */
  askFor(wish: AccessRequest, signal: AbortSignal): Promise<Decided>;
}

export const createSessionPrompts = ({ caller, context, access, decision }: Options): SessionPrompts => {
  const { store, approvals, now } = context;

  const ask: SessionPrompts['ask'] = (request, signal) => approvals.ask(caller.id, request, signal);

  const state: SessionPrompts['state'] = async () =>
    promptState({
      mayShow: approvals.mayShow(caller.id),
      dismissal: await store.dismissals.get(caller.id),
      ask: access.ask,
      now: now(),
    });

  /** What has been decided since the request was refused, if anything. */
  const recheck = async (wish: AccessRequest) => {
    const { result } = await decision(wish);
    if (!result.allow && result.code === 'not_approved') return undefined;
    return !result.allow && result.code === 'denied' ? 'denied' : 'allowed';
  };

  return {
    ask,
    state,
    async explain({ code, message }, asked = false) {
      if (code !== 'not_approved') return problem(code, message);
      const current = await state();
      return notApproved(asked && current === 'open' ? 'dismissed' : current, message);
    },
    async askFor(wish, signal) {
      const { operation } = wish;
      const first = await approvals.ask(caller.id, promptFor(operation, access), signal, () => recheck(wish));
      const latest = await decision(wish);
      const { own, result } = latest;
      const missing = own !== null && !result.allow && result.code === 'scope_missing';
      const wasAsked = first.asked.scopes.some((scope) => scope === operation.scope);
      if (first.answer !== 'allowed' || !missing || wasAsked) return latest;
      await ask(promptFor(operation, access, summarise(own)), signal);
      return decision(wish);
    },
  };
};
