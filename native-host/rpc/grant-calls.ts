import type { Grant } from '../../shared/access/grant.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { allowCaller } from '../approvals/allow-caller.ts';
import { expiryOf } from '../approvals/expiry-of.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CallContext } from './call-context.ts';

/** A grant that the settings may change: not a pairing, and not the key that it came from. */
const changeable = async (id: string, { store }: CallContext['context']): Promise<Grant> => {
  const grant = await store.grants.byId(id);
  if (grant && grant.revokedAt === null && !grant.scopes.includes('admin')) return grant;
  throw new Refusal('bad_request', 'There is no such permission that could be changed.');
};

/** Gives a permission other terms. What runs under it and is not covered any more ends. */
export const changeGrant = async (
  { id, scopes, models, duration }: Calls['grants.change']['params'],
  { context }: CallContext,
): Promise<null> => {
  const { store, now } = context;
  const { expiresAt } = await changeable(id, context);
  if (scopes.includes('admin')) throw new Refusal('bad_request', 'Nothing can be given "admin".');
  await store.grants.change(id, { scopes, models, expiresAt: expiryOf(duration, now(), expiresAt) });
  await store.audit.add({ at: now(), act: 'changed', subject: id });
  return null;
};

/** Allows an extension that is not asking now: one that was refused, or whose window was closed. */
export const allowUnasked = async (
  { duration, ...terms }: Calls['grants.allow']['params'],
  { context }: CallContext,
): Promise<null> => {
  const expiresAt = (before: number | null) => expiryOf(duration, context.now(), before);
  await allowCaller({ ...terms, expiresAt }, undefined, context);
  return null;
};

/** Stops a permission for a while, or lets it go on. */
export const setGrantDisabled = async (
  { id, disabled }: Calls['grants.setDisabled']['params'],
  { context }: CallContext,
): Promise<null> => {
  const { store, now } = context;
  await changeable(id, context);
  const act = disabled ? 'disabled' : 'enabled';
  if (await store.grants.setDisabled(id, disabled)) await store.audit.add({ at: now(), act, subject: id });
  return null;
};

/** Revokes a permission for good, and what was exchanged for it. */
export const revokeGrant = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  const { store, now } = context;
  if (await store.grants.revoke(id)) await store.audit.add({ at: now(), act: 'revoked', subject: id });
  return null;
};
