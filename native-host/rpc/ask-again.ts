import { grantState, summarise } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import type { CallContext } from './call-context.ts';

/** Opens the prompt of an extension once more that the user has closed. No request waits for the answer. */
export const askAgain = async (
  { caller }: Calls['approvals.again']['params'],
  { context }: CallContext,
): Promise<null> => {
  const { store, approvals, now } = context;
  await store.dismissals.forget(caller);
  const grants = await store.grants.forCaller(caller);
  const grant = grants.find((each) => grantState(each, now()) === 'active');
  const current = grant === undefined ? null : summarise(grant);
  approvals.again(caller, { scopes: DEFAULT_SCOPES, models: null, reason: null, current });
  return null;
};
