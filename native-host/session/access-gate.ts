import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { problem } from '../../shared/errors/problem.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import type { Hop } from '../../shared/protocol/status.ts';
import { type Wanted as Asked, decide, NOTHING_MORE } from '../access/decide.ts';
import type { Outcome, Wanted } from '../approvals/approvals.ts';
import { mayAsk } from '../approvals/may-ask.ts';
import type { PreparedRequest } from './prepare-request.ts';
import { Refusal } from './refusal.ts';
import type { HostContext } from './session-context.ts';

/** What one session may do, asked anew for each request, so that a change in the store counts at once. */
export interface AccessGate {
  grant(): Grant | null;
  hop(): Hop;
  /** Passes if the caller may do this, throws a Refusal if not; tells before it waits for the user. */
  authorise(wanted: PreparedRequest, signal: AbortSignal, onWait: () => void): Promise<void>;
  ask(wanted: Wanted, signal: AbortSignal): Promise<Outcome>;
}

interface Options {
  readonly caller: Caller;
  readonly context: HostContext;
  /** The grant of the key that the session showed; why it showed a key in vain. */
  readonly shown: { readonly grantId?: string; readonly problem?: Problem };
}

/** The operation that stands for "may use Ollama at all" in a status. */
const PLAIN = OPERATIONS.find(({ name }) => name === 'version') as Operation;

export const createAccessGate = ({ caller, context, shown }: Options): AccessGate => {
  const { store, pairing, approvals, now } = context;
  const grant = (): Grant | null => {
    if (caller.own) return pairing.grant();
    if (shown.grantId !== undefined) return store.grants.byId(shown.grantId) ?? null;
    return (
      store.grants.forCaller(caller.id).find(({ expiresAt }) => expiresAt === null || expiresAt > now()) ??
      null
    );
  };

  const decision = (asked: Asked) =>
    decide({
      ...asked,
      caller,
      grant: grant(),
      denied: store.denials.has(caller.id),
      paired: pairing.grant() !== null,
      now: now(),
    });

  /** Whoever shows a key in vain is told so, also if it has another grant: the user gave that key on purpose. */
  const refuseShown = () => {
    const because = caller.own ? pairing.problem : shown.problem;
    if (because) throw new Refusal(because.code as Refusal['code'], because.message);
  };

  const ask = (wanted: Wanted, signal: AbortSignal) => approvals.ask(caller.id, wanted, signal);

  /** One window closed without an answer is enough for a while. */
  const mayAskNow = async () =>
    mayAsk(await store.dismissals.get(caller.id), { explicit: false, now: now() });

  return {
    grant,
    ask,
    hop() {
      try {
        refuseShown();
      } catch (error) {
        const { code, message } = error as Refusal;
        return { state: 'problem', problem: problem(code, message) };
      }
      const result = decision({ operation: PLAIN, models: [], ...NOTHING_MORE });
      return result.allow
        ? { state: 'ready' }
        : { state: 'problem', problem: problem(result.code, result.message) };
    },
    async authorise(asked, signal, onWait) {
      refuseShown();
      let result = decision(asked);
      if (!result.allow && result.code === 'not_approved' && (await mayAskNow())) {
        const scopes = DEFAULT_SCOPES;
        onWait();
        await ask({ scopes, models: null, reason: null, current: null }, signal);
        result = decision(asked);
      }
      if (!result.allow) throw new Refusal(result.code, result.message);
      const used = grant();
      if (used) store.grants.touch(used.id);
    },
  };
};
