import * as v from 'valibot';
import type { CallName, Calls } from '../../shared/protocol/calls.ts';
import type { CallContext, CallRight } from './call-context.ts';

/** One row of the table of calls: whose it is, what it takes, what it does. */
export interface CallDefinition {
  readonly right: CallRight;
  /**
   * Checks the parameters, and returns what runs the call with what was checked. Throws a ValiError. The parameters as
   * they came can be far larger than what is kept of them while the call waits.
   */
  prepare(params: unknown): (context: CallContext) => unknown;
}

/** A call whose parameters are checked before it runs. */
export const defineCall = <
  Name extends CallName,
  Schema extends v.GenericSchema<unknown, Calls[Name]['params']>,
>(
  right: CallRight,
  schema: Schema,
  run: (
    params: v.InferOutput<Schema>,
    context: CallContext,
  ) => Calls[Name]['result'] | Promise<Calls[Name]['result']>,
): CallDefinition => ({
  right,
  prepare(params) {
    const checked = v.parse(schema, params);
    return (context) => run(checked, context);
  },
});
