import { type GrantSummary, summarise } from '../../shared/access/grant.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { expiryOf } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import { allowCaller } from '../grants/allow-caller.ts';
import { denyCaller } from '../grants/deny-caller.ts';
import type { CallContext } from './call-context.ts';

const find = (id: string, { approvals }: CallContext['context']) => {
  const pending = approvals.find(id);
  if (!pending) throw new Refusal('bad_request', 'This question is no longer open.');
  return pending;
};

/** The user’s yes to a question, with the terms that the user chose. */
export const allow = async (
  { id, duration, ...terms }: Calls['approvals.allow']['params'],
  { context }: CallContext,
): Promise<GrantSummary> => {
  const { caller, current } = find(id, context);
  const expiresAt = (before: number | null) => expiryOf(duration, context.now(), before);
  const grant = await allowCaller({ caller, ...terms, expiresAt }, current?.id, context);
  context.approvals.answer(id, 'allowed');
  return summarise(grant);
};

/** The user’s no: remembered until it is taken back. What the extension had before stays. */
export const deny = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  const { caller } = find(id, context);
  await denyCaller(caller, context);
  context.approvals.answer(id, 'denied');
  return null;
};

/** The window was closed, which is noted: no other one opens for a while. */
export const dismiss = async ({ id }: { id: string }, { context }: CallContext): Promise<null> => {
  // Of a question that was answered, nothing is left to dismiss: every window is closed in the end.
  context.approvals.answer(id, 'dismissed');
  return null;
};

/** Resolves when a question is not open any more, for the window that shows it. */
export const ended = async ({ id }: { id: string }, { context, signal }: CallContext): Promise<null> => {
  await context.approvals.ended(id, signal);
  return null;
};
