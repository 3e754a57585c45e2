import * as v from 'valibot';
import type { CallName, Calls } from '../../shared/protocol/calls.ts';
import type { CallContext } from './call-context.ts';

/** One row of the table of calls: who may make it, its parameters, what it does. */
export interface CallDefinition<Name extends CallName = CallName> {
  readonly right: Calls[Name]['right'];
  /**
   * Checks the parameters, and returns what runs the call with what was checked. Throws a ValiError. The parameters as
   * they came can be far larger than what is kept of them while the call waits.
   */
  prepare(params: unknown): (context: CallContext) => Calls[Name]['result'] | Promise<Calls[Name]['result']>;
}

/** A call whose parameters are checked before it runs. */
export const defineCall = <Name extends CallName>(
  right: Calls[Name]['right'],
  schema: v.GenericSchema<unknown, Calls[Name]['params']>,
  run: (
    params: Calls[Name]['params'],
    context: CallContext,
  ) => Calls[Name]['result'] | Promise<Calls[Name]['result']>,
): CallDefinition<Name> => ({
  right,
  prepare(params) {
    const checked = v.parse(schema, params);
    return (context) => run(checked, context);
  },
});
