import { gatherUsage, type UsageRow } from '../../../shared/access/usage.ts';
import type { Store } from '../../store/contract.ts';

/** Batches usage rows and writes them in one go. */
export interface UsageWriter {
  /**
   * Calls `count` when the batch is written. Returns a promise that settles once the row is in the store or could not be
   * written, or undefined if batches are delayed and nothing should wait for them.
   */
  add(count: () => UsageRow | undefined): Promise<void> | undefined;
  /** Writes the batch now. Settles once it is in the store. */
  write(): Promise<void>;
}

/**
 * Under load many requests end in the same turn, and a write to the disk costs more than the rest of a request.
 * @param wait milliseconds to collect a batch. 0 collects until the end of the turn of the event loop, since responses
 * wait for the write
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
    // The next request reports a failing store. These have been responded to.
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
