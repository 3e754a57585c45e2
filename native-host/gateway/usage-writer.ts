import { gatherUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Store } from '../store/open-store.ts';

/** Gathers what is counted within a while, and writes it together. */
export interface UsageWriter {
  /** `count` is called when the while is over: what it counts is on its way by then. */
  add(count: () => UsageRow | undefined): void;
  /** Counts and writes what is gathered. Settles when it is in the store. */
  write(): Promise<void>;
}

/**
 * How many turns of the event loop are written together. A loop that has nothing else to do passes them within some
 * microseconds; one that is busy is so because more requests end.
 */
export const TURNS = 8;

const afterTurns = (count: number, then: () => void): (() => void) => {
  let left = count;
  let next: NodeJS.Immediate;
  const turn = () => {
    left -= 1;
    if (left > 0) next = setImmediate(turn);
    else then();
  };
  next = setImmediate(turn);
  return () => clearImmediate(next);
};

/**
 * Many requests end together where many run, and each write to the disk costs more than all else that is done for
 * one.
 * @param wait milliseconds that a count may wait; 0: a few turns of the event loop, so that who has had the answer is
 * counted, whatever happens to this process
 */
export const createUsageWriter = ({ usage }: Pick<Store, 'usage'>, wait = 0): UsageWriter => {
  const counts: (() => UsageRow | undefined)[] = [];
  let stop: (() => void) | undefined;

  const begin = (): (() => void) => {
    if (wait === 0) return afterTurns(TURNS, () => void write());
    const timer = setTimeout(() => void write(), wait).unref();
    return () => clearTimeout(timer);
  };

  const write = async (): Promise<void> => {
    stop?.();
    stop = undefined;
    const gathered = new Map<string, UsageRow>();
    for (const count of counts.splice(0)) {
      const row = count();
      if (row) gatherUsage(gathered, row);
    }
    // A store that fails tells so to the next request: these have had their answers.
    await Promise.all([...gathered.values()].map((row) => usage.add(row).catch(() => {})));
  };

  return {
    add(count) {
      counts.push(count);
      stop ??= begin();
    },
    write,
  };
};
