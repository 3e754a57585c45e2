import { type GrantSummary, summarise } from '../../shared/access/grant.ts';
import { plainName } from '../../shared/access/grant-name.ts';
import type { Calls, ChosenTerms } from '../../shared/protocol/calls.ts';
import { expiryOf } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import { allowCaller } from '../grants/allow-caller.ts';
import * as grants from '../grants/change-grant.ts';
import { denyCaller } from '../grants/deny-caller.ts';
import { restoreGrant } from '../grants/restore-grant.ts';
import type { CallContext } from './call-context.ts';

/** Computes the expiry of a grant from the duration that the user chose. */
const expiresAfter =
  ({ duration }: Pick<ChosenTerms, 'duration'>, { context }: CallContext) =>
  (before: number | null) =>
    expiryOf(duration, context.now(), before);

const findPrompt = (id: string, { context }: CallContext) => {
  const pending = context.approvals.find(id);
  if (!pending) throw new Refusal('bad_request', 'This prompt is no longer open.');
  return pending;
};

/** Allows what a prompt asks for, with the terms that the user chose. */
export const allow = async (
  { id, ...terms }: Calls['approvals.allow']['params'],
  call: CallContext,
): Promise<GrantSummary> => {
  const { caller, name: claimedName, current } = findPrompt(id, call);
  const { context } = call;
  const expiresAt = expiresAfter(terms, call);
  const grant = await allowCaller({ ...terms, caller, claimedName, expiresAt }, current?.id, context);
  context.approvals.answer(id, 'allowed');
  return summarise(grant);
};

/** Denies what a prompt asks for, until the user undoes that. The extension keeps what it was allowed before. */
export const deny = async ({ id }: { id: string }, call: CallContext): Promise<null> => {
  const { caller, name } = findPrompt(id, call);
  await denyCaller(caller, call.context, name);
  call.context.approvals.answer(id, 'denied');
  return null;
};

/** Records that a prompt was closed without an answer. Does nothing if it was answered: every window closes in the end. */
export const dismiss = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  context.approvals.answer(id, 'dismissed');
  return null;
};

/** Resolves when a prompt closes, so that its window can close too. */
export const ended = async ({ id }: { id: string }, { context, signal }: CallContext): Promise<null> => {
  await context.approvals.ended(id, signal);
  return null;
};

/** Throws unless the act has found its grant. Pairings and owner keys cannot be changed on the settings page. */
const mustExist = (found: boolean): null => {
  if (found) return null;
  throw new Refusal('bad_request', 'No such permission, or it cannot be changed here.');
};

/** Changes the terms of a grant. Running requests that they no longer cover are ended. */
export const changeGrant = async (
  { id, ...terms }: Calls['grants.change']['params'],
  call: CallContext,
): Promise<null> => {
  if (terms.scopes.includes('admin')) throw new Refusal('bad_request', 'Nothing can be given "admin".');
  return mustExist(
    await grants.changeGrant(id, { ...terms, expiresAt: expiresAfter(terms, call) }, call.context),
  );
};

/** Allows an extension that has no open prompt: one that was denied, or whose prompt was closed. */
export const allowUnasked = async (
  terms: Calls['grants.allow']['params'],
  call: CallContext,
): Promise<null> => {
  const claimedName = call.context.claims.nameOf(terms.caller);
  const expiresAt = expiresAfter(terms, call);
  await allowCaller({ ...terms, claimedName, expiresAt }, undefined, call.context);
  return null;
};

/** Gives a grant another name, without characters that could mislead. */
export const renameGrant = async (
  { id, name }: Calls['grants.rename']['params'],
  { context }: CallContext,
): Promise<null> => {
  const plain = plainName(name);
  if (plain === null) throw new Refusal('bad_request', 'The name is empty.');
  return mustExist(await grants.renameGrant(id, plain, context));
};

/** Disables or enables a grant. */
export const setGrantDisabled = async (
  { id, disabled }: Calls['grants.setDisabled']['params'],
  { context }: CallContext,
): Promise<null> => mustExist(await grants.setGrantDisabled(id, disabled, { owners: false }, context));

/** Revokes a grant permanently, and the pairings made with it. */
export const revokeGrant = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  await grants.revokeGrant(id, context);
  return null;
};

/** Undoes a recent revocation. */
export const restore = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  if (await restoreGrant(id, context)) return null;
  throw new Refusal('bad_request', 'This revocation can no longer be undone.');
};
