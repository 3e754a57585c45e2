import * as v from 'valibot';
import type { Calls } from '../../shared/protocol/calls.ts';
import type { Overview } from '../../shared/protocol/overview.ts';
import { setPaused } from '../grants/pause.ts';
import type { CallContext } from './call-context.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const overviewSchema: v.GenericSchema<unknown, Overview> = v.object({
  waiting: count,
  running: count,
  paused: v.boolean(),
  paired: v.boolean(),
  unreachable: v.boolean(),
});

export const overview = (
  { seen }: Calls['overview']['params'],
  { context, signal }: CallContext,
): Promise<Overview> => context.overviews.next(seen, signal);

/** Ends a request of any extension for its client. Does nothing if it has ended. */
export const stopRunning = ({ id }: Calls['running.stop']['params'], { context }: CallContext): null => {
  context.gateway.running.stop(id);
  return null;
};

/** Pauses the access of all extensions, or resumes it. */
export const pause = async (
  { paused }: Calls['pause.set']['params'],
  { context }: CallContext,
): Promise<null> => {
  await setPaused(paused, context);
  return null;
};
