import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import { gatherUsage, type HourUsage } from '../../../shared/access/usage.ts';
import type { Store } from '../../store/contract.ts';
import { createCompaction } from './compact-usage.ts';
import { createRecentWriter } from './recent-writer.ts';

/** What is recorded of one request. */
export interface RecordedRequest {
  readonly usage: HourUsage;
  /** Undefined for a request that the list of recent ones leaves out. */
  readonly recent: RecentRequest | undefined;
}

/** Batches usage rows and writes them in one go. */
export interface UsageWriter {
  /**
   * Calls `count` when the batch is written. Returns a promise that settles once the row is in the store or could not be
   * written, or undefined if batches are delayed and nothing should wait for them.
   */
  add(count: () => RecordedRequest | undefined): Promise<void> | undefined;
  /** Writes the batch and the recent requests now. Settles once they are in the store. */
  write(): Promise<void>;
}

/**
 * Under load many requests end in the same turn, and a write to the disk costs more than the rest of a request.
 * @param wait milliseconds to collect a batch. 0 collects until the end of the turn of the event loop, since responses
 * wait for the write
 */
export const createUsageWriter = (
  store: Pick<Store, 'usage' | 'recent'>,
  wait = 0,
  now: () => number = Date.now,
): UsageWriter => {
  const counts: (() => RecordedRequest | undefined)[] = [];
  const recent = createRecentWriter(store);
  const compact = createCompaction(store, now);
  let stop: (() => void) | undefined;
  let written = Promise.withResolvers<void>();

  const begin = (): (() => void) => {
    if (wait === 0) {
      const turn = setImmediate(() => void writeBatch());
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(() => void writeBatch(), wait).unref();
    return () => clearTimeout(timer);
  };

  const writeUsage = async (): Promise<void> => {
    stop?.();
    stop = undefined;
    const { resolve } = written;
    written = Promise.withResolvers();
    const gathered = new Map<string, HourUsage>();
    for (const count of counts.splice(0)) {
      const request = count();
      if (!request) continue;
      gatherUsage(gathered, request.usage);
      if (request.recent) recent.add(request.recent);
    }
    // The next request reports a failing store. These have been responded to.
    await Promise.all([...gathered.values()].map((row) => store.usage.add(row).catch(() => {})));
    resolve();
  };

  /** No response waits for what follows its usage. */
  const writeBatch = async (): Promise<void> => {
    await writeUsage();
    recent.writeSoon();
    compact();
  };

  return {
    add(count) {
      counts.push(count);
      stop ??= begin();
      return wait === 0 ? written.promise : undefined;
    },
    async write() {
      // Both begin in this turn, because the process may be exiting.
      await Promise.all([writeUsage(), recent.write()]);
    },
  };
};
