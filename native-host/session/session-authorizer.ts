import type { Caller } from '../../shared/access/caller.ts';
import { type Grant, type GrantState, grantState } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import type { ConfiguredAccess } from '../../shared/protocol/messages.ts';
import { type AccessRequest, decide, NOTHING_MORE } from '../access/decide.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Authorizer } from '../gateway/authorise.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { CallerAccess } from '../rpc/call-context.ts';
import type { HelloCredential } from './authenticate-hello.ts';
import type { HostContext } from './session-core.ts';
import { createSessionPrompts } from './session-prompts.ts';

/** What one session may do. Reads the store for each request, so that changes take effect at once. */
export interface SessionAuthorizer extends Authorizer, CallerAccess {}

interface Options {
  readonly caller: Caller;
  readonly context: HostContext;
  readonly credential: HelloCredential;
  /** What the SDK was configured to ask for. */
  readonly access?: ConfiguredAccess | undefined;
}

/** The request that decides whether a status shows the caller as allowed. */
const STATUS_REQUEST: AccessRequest = {
  operation: OPERATIONS.find(({ name }) => name === 'version') as Operation,
  models: [],
  ...NOTHING_MORE,
};

/** Creates the authorizer of a session, for the credential of its hello. */
export const createSessionAuthorizer = ({
  caller,
  context,
  credential,
  access = {},
}: Options): SessionAuthorizer => {
  const { store, pairing, now } = context;

  /**
   * If the client sent a key, only its grant counts. Otherwise the newest grant in force does. If there is none, a
   * disabled one explains the denial.
   */
  const grant = async (): Promise<Grant | null> => {
    if (caller.own) return pairing.grant();
    if (credential.grantId !== undefined) return (await store.grants.byId(credential.grantId)) ?? null;
    const all = await store.grants.forCaller(caller.id);
    const newest = (state: GrantState) => all.find((each) => grantState(each, now()) === state);
    return newest('active') ?? newest('disabled') ?? null;
  };

  const decision = async (wish: AccessRequest) => {
    const own = await grant();
    const denied = own === null && (await store.denials.has(caller.id));
    const paired = own !== null || (await pairing.grant()) !== null;
    const paused = await store.pause.get();
    return { own, result: decide({ caller, grant: own, denied, paired, paused, ...wish, now: now() }) };
  };

  /** Report an invalid key even if the extension has another grant: the user supplied that key deliberately. */
  const credentialProblem = (): CredentialProblem | undefined =>
    caller.own ? pairing.problem : credential.problem;

  const prompts = createSessionPrompts({ caller, context, access, decision });

  return {
    caller,
    grant,
    ask: prompts.ask,
    promptState: prompts.state,
    paused: () => store.pause.get(),
    refresh: async ({ id }) => (await store.grants.byId(id)) ?? null,
    async hop() {
      const because = credentialProblem();
      if (because) return { state: 'problem', problem: problem(because.code, because.message) };
      const { result } = await decision(STATUS_REQUEST);
      return result.allow ? { state: 'ready' } : { state: 'problem', problem: await prompts.explain(result) };
    },
    async authorise(wish, lifetime, onWait) {
      const because = credentialProblem();
      if (because) throw new Refusal(because.code, because.message);
      let { own, result } = await decision(wish);
      const asked = !result.allow && result.code === 'not_approved' && (await prompts.state()) === 'open';
      if (asked) {
        onWait();
        ({ own, result } = await prompts.askFor(wish, lifetime.signal));
      }
      if (!result.allow) {
        const { code, message, ...extras } = await prompts.explain(result, asked);
        throw new Refusal(code, message, extras);
      }
      // `decide` allows nothing without a grant.
      return own as Grant;
    },
  };
};
