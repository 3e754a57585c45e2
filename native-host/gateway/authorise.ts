import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { type AccessRequest, decideBody, NOTHING_MORE } from '../access/decide.ts';
import { stillAllowed } from '../access/still-allowed.ts';
import { Refusal } from '../errors/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import type { RequestLifetime } from './request-lifetime.ts';
import type { RequestContext } from './run-request.ts';
import type { UnderstoodRequest } from './understand.ts';
import { reportFault } from './upstream-fault.ts';

/** Authorises the requests of one caller by the current contents of the store. */
export interface Authorizer {
  readonly caller: Caller;
  /** What callers of this transport can do about a refusal. @default the help of the code */
  readonly help?: (code: DenialCode) => string;
  /** The grant in use, or null. */
  grant(): Promise<Grant | null>;
  /** Whether the user has paused this kind of caller. @default never */
  paused?(): Promise<boolean>;
  /** The current state of that grant, or null if it no longer exists. */
  refresh(grant: Grant): Promise<Grant | null>;
  /**
   * Resolves with the grant that allows the request. May wait for the user, after calling `onWait` and until the signal
   * of `lifetime` is aborted. Throws or rejects with a Refusal, or with the signal's reason. Returns a promise only if it
   * has to wait.
   */
  authorise(
    request: AccessRequest,
    lifetime: Pick<RequestLifetime, 'signal'>,
    onWait: () => void,
  ): Grant | Promise<Grant>;
}

/** What allowed a request, kept to check it again after a change. */
export interface Access {
  readonly grant: Grant;
  readonly wanted: AccessRequest;
  /** When it was allowed, in milliseconds since the epoch. */
  readonly since: number;
}

/**
 * Evaluates the general rules, those that do not depend on the body, before any of it is read. May wait for the user.
 * Throws a Refusal, or the signal's reason.
 */
export const authoriseCaller = (
  operation: Operation,
  { authorizer, client, lifetime }: Pick<RequestContext, 'authorizer' | 'client' | 'lifetime'>,
): Grant | Promise<Grant> =>
  authorizer.authorise({ operation, models: null, ...NOTHING_MORE }, lifetime, () => {
    if (!lifetime.over) client.waiting();
  });

const checkBody = (
  wanted: AccessRequest & { models: readonly string[] },
  grant: Grant,
  { authorizer }: RequestContext,
) => {
  const decision = decideBody({ ...wanted, caller: authorizer.caller, grant });
  if (!decision.allow) throw new Refusal(decision.code, decision.message);
};

/**
 * Evaluates the body rules for a caller that `authoriseCaller` allowed at `since`. Ollama is asked where the models run
 * only if nothing else refuses the request. Throws a Refusal. Fails the request and rejects if Ollama does not say.
 */
export const authoriseBody = async (
  { operation, models, registry, needs }: UnderstoodRequest,
  allowed: Grant,
  since: number,
  context: RequestContext,
): Promise<Access> => {
  const { core, request, permissions, lifetime, reply } = context;
  // The body may have taken minutes to arrive.
  const isOld = permissions.changed || !request.body.inline;
  const grant = isOld ? await authoriseCaller(operation, context) : allowed;
  const wanted = { operation, models, registry, needs };
  checkBody(wanted, grant, context);
  if (models.length === 0 || grant.scopes.includes('cloud')) return { grant, wanted, since };
  const found = core.catalog.lookUp(models);
  const fail = (error: Error): never => {
    if (!lifetime.over) reply.fail(reportFault(error, false, core));
    throw error;
  };
  const remote = found instanceof Promise ? await found.catch(fail) : found;
  const located = { ...wanted, remote };
  if (models.some(remote)) checkBody(located, grant, context);
  return { grant, wanted: located, since };
};

/** Checks a running request after each change of permissions, and ends it once it is no longer allowed. */
export const watchAccess = (
  { grant, wanted, since }: Access,
  { authorizer, reply, permissions }: Pick<RequestContext, 'authorizer' | 'reply' | 'permissions'>,
): void => {
  const check = async () => {
    try {
      const current = await authorizer.refresh(grant);
      const paused = await authorizer.paused?.();
      const refused = stillAllowed(current, { caller: authorizer.caller, ...wanted, paused, now: since });
      if (refused) reply.fail(refused, true);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // A store that is locked or unreachable recovers: the request goes on, and no new one is allowed meanwhile.
      if (error.revokesAll) reply.fail(problem('store_failed', error.message), true);
    }
  };
  permissions.onChange(() => void check());
};
