import type { Calls, ChosenTerms } from '../../shared/protocol/calls.ts';
import { expiryOf } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import { allowCaller } from '../grants/allow-caller.ts';
import * as grants from '../grants/change-grant.ts';
import * as revocation from '../grants/revoke-grant.ts';
import type { CallContext } from './call-context.ts';

/** When a permission ends that is given for a duration. */
const endOf =
  ({ duration }: Pick<ChosenTerms, 'duration'>, { context }: CallContext) =>
  (before: number | null) =>
    expiryOf(duration, context.now(), before);

/** Throws unless the act has found its grant. Pairings and owner keys are not for the settings to change. */
const mustExist = (found: boolean): null => {
  if (found) return null;
  throw new Refusal('bad_request', 'There is no such permission that could be changed.');
};

/** Gives a permission other terms. Requests that they no longer cover are ended. */
export const changeGrant = async (
  { id, ...terms }: Calls['grants.change']['params'],
  call: CallContext,
): Promise<null> => {
  if (terms.scopes.includes('admin')) throw new Refusal('bad_request', 'Nothing can be given "admin".');
  return mustExist(await grants.changeGrant(id, { ...terms, expiresAt: endOf(terms, call) }, call.context));
};

/** Allows an extension that is not asking now: one that was refused, or whose window was closed. */
export const allowUnasked = async (
  terms: Calls['grants.allow']['params'],
  call: CallContext,
): Promise<null> => {
  await allowCaller({ ...terms, expiresAt: endOf(terms, call) }, undefined, call.context);
  return null;
};

/** Disables a permission, or enables it again. */
export const setGrantDisabled = async (
  { id, disabled }: Calls['grants.setDisabled']['params'],
  { context }: CallContext,
): Promise<null> => mustExist(await grants.setGrantDisabled(id, disabled, { owners: false }, context));

/** Revokes a permission for good, and the pairings made with it. */
export const revokeGrant = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  await revocation.revokeGrant(id, context);
  return null;
};
