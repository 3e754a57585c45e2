import { summarise } from '../../shared/access/grant.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { pairCompanion } from '../access/pair-companion.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CallContext } from './call-context.ts';

/** Exchanges an owner key for this profile's token. The key is kept nowhere. */
export const pair = async (
  { key }: { key: string },
  { caller, context }: CallContext,
): Promise<Calls['pair']['result']> => {
  const { store, pairing, now, random } = context;
  const result = await pairCompanion(key, caller, store, now(), random);
  if ('problem' in result) throw new Refusal(result.problem.code as Refusal['code'], result.problem.message);
  pairing.set(result.grant.id);
  pairing.problem = undefined;
  return { token: result.token, grant: summarise(result.grant) };
};

/** Gives this profile's pairing up; the key it came from stays good. */
export const unpair = async (_: undefined, { context }: CallContext): Promise<null> => {
  const grant = await context.pairing.grant();
  if (grant && (await context.store.grants.revoke(grant.id))) {
    await context.store.audit.add({ at: context.now(), act: 'revoked', subject: grant.id });
  }
  context.pairing.set(null);
  context.pairing.problem = undefined;
  return null;
};
