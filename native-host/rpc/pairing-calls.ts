import { summarise } from '../../shared/access/grant.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { Refusal } from '../errors/refusal.ts';
import { revokeGrant } from '../grants/change-grant.ts';
import { pairCompanion } from '../grants/pairing.ts';
import { claimPairing, pairingWindowEnd } from '../grants/pairing-window.ts';
import type { CallContext } from './call-context.ts';

/** Exchanges an owner key for the pairing token of this profile. The key is not stored. */
export const pair = async (
  { key }: { key: string },
  { caller, context }: CallContext,
): Promise<Calls['pair']['result']> => {
  const result = await pairCompanion(key, caller, context);
  if ('denial' in result) throw new Refusal(result.denial.code, result.denial.message);
  context.pairing.set(result.grant.id);
  return { token: result.text, grant: summarise(result.grant) };
};

/** Whether the pairing window is open, and until when. */
export const pairWindow = async (
  _: undefined,
  { context: { store, now } }: CallContext,
): Promise<Calls['pair.window']['result']> => {
  const until = await pairingWindowEnd(store, now());
  return until === undefined ? { open: false } : { open: true, until };
};

/** Pairs this profile within the pairing window, which closes it. */
export const pairClaim = async (
  _: undefined,
  { caller, context }: CallContext,
): Promise<Calls['pair.claim']['result']> => {
  const result = await claimPairing(caller, context);
  if (!result) throw new Refusal('pairing_closed', 'The time to pair with one click is over.');
  context.pairing.set(result.grant.id);
  return { token: result.text, grant: summarise(result.grant) };
};

/** Revokes the pairing of this profile. Its owner key stays valid. */
export const unpair = async (_: undefined, { context }: CallContext): Promise<null> => {
  const grant = await context.pairing.grant();
  if (grant) await revokeGrant(grant.id, context);
  context.pairing.set(null);
  return null;
};
