import * as v from 'valibot';
import type { Problem } from '../../shared/errors/problem.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { CallName } from '../../shared/protocol/calls.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { Refusal } from '../gateway/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import type { CallContext, CallRight } from './call-context.ts';
import { CALLS } from './table.ts';

export type CallAnswer = { type: 'result'; value: unknown } | ({ type: 'error' } & Problem);

const refuse = async (right: CallRight, { caller, context }: CallContext): Promise<Refusal | undefined> => {
  if (right !== 'anyone' && !caller.own) {
    return new Refusal('operation_unknown', 'Only Turnkey’s own pages may ask this.');
  }
  if (right === 'owner' && !(await context.pairing.grant())?.scopes.includes('admin')) {
    return new Refusal('no_key', 'Ollama Turnkey is not paired with the host in this browser.');
  }
  return undefined;
};

const failure = (error: unknown): Problem => {
  if (error instanceof Refusal) return problem(error.code, error.message);
  if (error instanceof StoreError) return problem('store_failed', error.message);
  if (error instanceof v.ValiError) return problem('bad_request', 'The call’s parameters are not valid.');
  return problem('internal', 'The host failed while it answered a call.');
};

/** Runs one named call. Never rejects: whatever goes wrong is the answer. */
export const runCall = async (
  { name, params }: ClientMessageOf<'call'>,
  context: CallContext,
): Promise<CallAnswer> => {
  try {
    const call = Object.hasOwn(CALLS, name) ? CALLS[name as CallName] : undefined;
    if (!call) throw new Refusal('operation_unknown', 'The host knows no such call.');
    const refusal = await refuse(call.right, context);
    if (refusal) throw refusal;
    return { type: 'result', value: await call.run(params, context) };
  } catch (error) {
    return { type: 'error', ...failure(error) };
  }
};
