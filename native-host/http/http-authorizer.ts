import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { decide } from '../access/decide.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Authorizer } from '../gateway/authorise.ts';
import type { Store } from '../store/contract.ts';
import { httpHelp } from './http-help.ts';

/** The authorizer for callers over HTTP, which cannot prompt a user. */
export const createHttpAuthorizer = (
  grant: Grant,
  store: Pick<Store, 'grants'>,
  now: () => number,
): Authorizer => ({
  caller: HTTP_CALLER,
  help: httpHelp,
  grant: async () => grant,
  // A grant outside of the store does not change.
  refresh: async () => (isStored(grant) ? ((await store.grants.byId(grant.id)) ?? null) : grant),
  authorise(wish) {
    const decision = decide({ ...wish, caller: HTTP_CALLER, grant, denied: false, paired: true, now: now() });
    if (!decision.allow) throw new Refusal(decision.code, decision.message);
    return grant;
  },
});

/** Whether a grant is in the store. Those of OLLAMA_API_KEY and of `--open` are not. */
const isStored = ({ createdAt }: Grant): boolean => createdAt > 0;
