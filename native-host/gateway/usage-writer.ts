import { gatherUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Store } from '../store/open-store.ts';

/** Gathers what is counted within a while, and writes it together. */
export interface UsageWriter {
  /**
   * `count` is called when the while is over. Gives what settles when it is in the store, or could not be written;
   * undefined where nobody is to wait for that.
   */
  add(count: () => UsageRow | undefined): Promise<void> | undefined;
  /** Counts and writes what is gathered. Settles when it is in the store. */
  write(): Promise<void>;
}

/**
 * Many requests end together where many run, and each write to the disk costs more than all else that is done for
 * one.
 * @param wait milliseconds that a count may wait; 0: until the turn is over, for answers wait for it
 */
export const createUsageWriter = ({ usage }: Pick<Store, 'usage'>, wait = 0): UsageWriter => {
  const counts: (() => UsageRow | undefined)[] = [];
  let stop: (() => void) | undefined;
  let written = Promise.withResolvers<void>();

  const begin = (): (() => void) => {
    if (wait === 0) {
      const turn = setImmediate(() => void write());
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(() => void write(), wait).unref();
    return () => clearTimeout(timer);
  };

  const write = async (): Promise<void> => {
    stop?.();
    stop = undefined;
    const { resolve } = written;
    written = Promise.withResolvers();
    const gathered = new Map<string, UsageRow>();
    for (const count of counts.splice(0)) {
      const row = count();
      if (row) gatherUsage(gathered, row);
    }
    // A store that fails tells so to the next request: these have had their answers.
    await Promise.all([...gathered.values()].map((row) => usage.add(row).catch(() => {})));
    resolve();
  };

  return {
    add(count) {
      counts.push(count);
      stop ??= begin();
      return wait === 0 ? written.promise : undefined;
    },
    write,
  };
};
