import * as v from 'valibot';
import { ERRORS } from '../../shared/errors/codes.ts';
import { actionFor, type Problem, problem } from '../../shared/errors/problem.ts';
import type { CallName } from '../../shared/protocol/calls.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { Refusal } from '../errors/refusal.ts';
import { StoreError } from '../store/store-error.ts';
import type { CallContext } from './call-context.ts';
import { CALLS } from './table.ts';

type CallAnswer = { type: 'result'; value: unknown } | ({ type: 'error' } & Problem);

const failure = (error: unknown): Problem => {
  if (error instanceof Refusal) {
    const { code, message, help = ERRORS[code].help, action = actionFor(code) } = error;
    return { code, message, help, action };
  }
  if (error instanceof StoreError) return problem('store_failed', error.message);
  if (error instanceof v.ValiError) return problem('bad_request', 'The call’s parameters are not valid.');
  return problem('internal', 'The host failed to answer a call.');
};

/** Checks the parameters of a call, and returns a function that runs it. Throws a Refusal or a ValiError. */
const prepare = ({ name, params }: ClientMessageOf<'call'>, context: CallContext) => {
  const call = Object.hasOwn(CALLS, name) ? CALLS[name as CallName] : undefined;
  if (!call) throw new Refusal('operation_unknown', 'No such call exists.');
  if (call.right !== 'anyone' && !context.caller.own) {
    throw new Refusal('operation_unknown', 'Only the pages of the companion may make this call.');
  }
  const run = call.prepare(params);
  return async () => {
    const { pairing } = context.context;
    if (call.right === 'owner' && !(await pairing.grant())?.scopes.includes('admin')) {
      throw new Refusal('no_key', 'Ollama Turnkey is not paired with the host in this browser.');
    }
    return run(context);
  };
};

/** Runs a call. Never rejects: a failure is an answer of type `error`. */
export type RunCall = (call: ClientMessageOf<'call'>, context: CallContext) => Promise<CallAnswer>;

export const runCall: RunCall = (call, context) => {
  const fail = (error: unknown): CallAnswer => ({ type: 'error', ...failure(error) });
  try {
    return prepare(call, context)().then((value) => ({ type: 'result', value }), fail);
  } catch (error) {
    return Promise.resolve(fail(error));
  }
};
