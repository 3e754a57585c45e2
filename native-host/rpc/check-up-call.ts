import type { CheckUp } from '../../shared/protocol/check-up.ts';
import type { CallContext } from './call-context.ts';

const running = new WeakMap<object, Promise<CheckUp>>();

/** Runs the checks of `doctor`. Concurrent calls share one run, since it starts programs. */
export const runCheckUp = ({ context }: CallContext): Promise<CheckUp> => {
  const current = running.get(context);
  if (current) return current;
  const run = context.checkUp().finally(() => running.delete(context));
  running.set(context, run);
  return run;
};
