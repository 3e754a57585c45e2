import type { Store } from '../../store/contract.ts';
import { createCompaction } from './compact-usage.ts';
import { gatherBatch, type RecordedRequest } from './gather-batch.ts';
import { createRecentWriter } from './recent-writer.ts';

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

/** Adds a batch to the store. Settles once all of it is there, or could not be written. */
const writeAll = (
  requests: readonly RecordedRequest[],
  { usage, accounts, quotas }: Pick<Store, 'usage' | 'accounts' | 'quotas'>,
): Promise<unknown> => {
  const batch = gatherBatch(requests);
  const writes = batch.charges.map(({ subject, period, tokens }) =>
    quotas.add(subject, period, { requests: 0, tokens }),
  );
  if (batch.usage.length > 0) writes.push(usage.add(...batch.usage));
  if (batch.accounts.length > 0) writes.push(accounts.add(...batch.accounts));
  // The next request reports a failing store. These have been responded to.
  return Promise.allSettled(writes);
};

/**
 * Under load many requests end in the same turn, and a write to the store costs more than the rest of a request. Those that
 * end while a batch is being written are the next batch, so that a slow store is written to as often as it can take it.
 * @param wait milliseconds to collect a batch. 0 collects until the end of the turn of the event loop, since responses
 * wait for the write
 */
export const createUsageWriter = (
  store: Pick<Store, 'usage' | 'recent' | 'accounts' | 'quotas'>,
  wait = 0,
  now: () => number = Date.now,
): UsageWriter => {
  const counts: (() => RecordedRequest | undefined)[] = [];
  const recent = createRecentWriter(store);
  const compact = createCompaction(store, now);
  const writing = new Set<Promise<unknown>>();
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

  const collect = () => {
    if (counts.length > 0 && writing.size === 0) stop ??= begin();
  };

  const writeUsage = async (): Promise<void> => {
    stop?.();
    stop = undefined;
    const { resolve } = written;
    written = Promise.withResolvers();
    const requests = counts.splice(0).flatMap((count) => count() ?? []);
    for (const request of requests) if (request.recent) recent.add(request.recent);
    const write = writeAll(requests, store);
    writing.add(write);
    await write;
    writing.delete(write);
    resolve();
    collect();
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
      collect();
      return wait === 0 ? written.promise : undefined;
    },
    async write() {
      // All begin in this turn, because the process may be exiting.
      await Promise.all([...writing, writeUsage(), recent.write()]);
    },
  };
};
