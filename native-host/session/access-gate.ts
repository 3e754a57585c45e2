import type { Caller } from '../../shared/access/caller.ts';
import { type Grant, type GrantState, grantState } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { problem } from '../../shared/errors/problem.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { type AccessRequest, decide, NOTHING_MORE } from '../access/decide.ts';
import type { PromptRequest } from '../approvals/prompt.ts';
import { mayPrompt } from '../approvals/prompt-limits.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Authorizer } from '../gateway/authorise.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { CallerAccess } from '../rpc/call-context.ts';
import type { HelloCredential } from './authenticate-hello.ts';
import type { HostContext } from './session-core.ts';

/** What one session may do. Reads the store for each request, so that a change takes effect at once. */
export interface AccessGate extends Authorizer, CallerAccess {}

interface Options {
  readonly caller: Caller;
  readonly context: HostContext;
  readonly shown: HelloCredential;
}

/** The request by which a status tells whether the caller may use Ollama at all. */
const PLAIN: AccessRequest = {
  operation: OPERATIONS.find(({ name }) => name === 'version') as Operation,
  models: [],
  ...NOTHING_MORE,
};

export const createAccessGate = ({ caller, context, shown }: Options): AccessGate => {
  const { store, pairing, approvals, now } = context;

  /**
   * A key that was shown decides alone. Otherwise the newest grant in force counts; one that is disabled only explains
   * why there is none, and must not hide an older one that is in force.
   */
  const grant = async (): Promise<Grant | null> => {
    if (caller.own) return pairing.grant();
    if (shown.grantId !== undefined) return (await store.grants.byId(shown.grantId)) ?? null;
    const all = await store.grants.forCaller(caller.id);
    const newest = (state: GrantState) => all.find((each) => grantState(each, now()) === state);
    return newest('active') ?? newest('disabled') ?? null;
  };

  const decision = async (wish: AccessRequest) => {
    const own = await grant();
    // Neither matters if there is a grant.
    const denied = own === null && (await store.denials.has(caller.id));
    const paired = own !== null || (await pairing.grant()) !== null;
    return { own, result: decide({ caller, grant: own, denied, paired, ...wish, now: now() }) };
  };

  /** An invalid key is reported even if the extension has another grant: the user supplied that key deliberately. */
  const shownProblem = (): CredentialProblem | undefined => (caller.own ? pairing.problem : shown.problem);

  const ask = (request: PromptRequest, signal: AbortSignal) => approvals.ask(caller.id, request, signal);

  /** One window closed without an answer is enough for a while. */
  const mayPromptNow = async () =>
    approvals.mayShow(caller.id) &&
    mayPrompt(await store.dismissals.get(caller.id), { explicit: false, now: now() });

  return {
    caller,
    grant,
    ask,
    refresh: async ({ id }) => (await store.grants.byId(id)) ?? null,
    async hop() {
      const because = shownProblem();
      if (because) return { state: 'problem', problem: problem(because.code, because.message) };
      const { result } = await decision(PLAIN);
      return result.allow
        ? { state: 'ready' }
        : { state: 'problem', problem: problem(result.code, result.message) };
    },
    async authorise(wish, lifetime, onWait) {
      const because = shownProblem();
      if (because) throw new Refusal(because.code, because.message);
      let { own, result } = await decision(wish);
      if (!result.allow && result.code === 'not_approved' && (await mayPromptNow())) {
        onWait();
        const wanted = { scopes: DEFAULT_SCOPES, models: null, reason: null, current: null };
        await approvals.ask(caller.id, wanted, lifetime.signal, async () => {
          const { result: meanwhile } = await decision(wish);
          if (!meanwhile.allow && meanwhile.code === 'not_approved') return undefined;
          return !meanwhile.allow && meanwhile.code === 'denied' ? 'denied' : 'allowed';
        });
        ({ own, result } = await decision(wish));
      }
      if (!result.allow) throw new Refusal(result.code, result.message);
      // Nothing is allowed without a grant.
      return own as Grant;
    },
  };
};
