import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import { gatherUsage, type HourUsage, tokensOf } from '../../../shared/access/usage.ts';
import type { Store } from '../../store/contract.ts';
import type { Charge } from '../limits/quotas.ts';
import { createCompaction } from './compact-usage.ts';
import { createRecentWriter } from './recent-writer.ts';

/** What is recorded of one request. */
export interface RecordedRequest {
  readonly usage: HourUsage;
  /** Undefined for a request that the list of recent ones leaves out. */
  readonly recent: RecentRequest | undefined;
  /** The end user that the usage belongs to; null if the client named none. */
  readonly account?: string | null;
  /** Where its tokens are counted too. */
  readonly charges?: readonly Charge[];
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

/** Writes what few requests have: the use of an end user, and of limited tokens. */
const alsoCounted = (
  { usage, account, charges = [] }: RecordedRequest,
  { accounts, quotas }: Pick<Store, 'accounts' | 'quotas'>,
): Promise<void>[] => {
  const tokens = tokensOf(usage);
  const charged =
    tokens === 0 ? [] : charges.map((each) => quotas.add(each.subject, each.period, { requests: 0, tokens }));
  if (account == null) return charged;
  const { hour: _hour, model: _model, ...counts } = usage;
  return [...charged, accounts.add({ ...counts, account })];
};

/**
 * Under load many requests end in the same turn, and a write to the disk costs more than the rest of a request.
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
    const also: Promise<void>[] = [];
    for (const count of counts.splice(0)) {
      const request = count();
      if (!request) continue;
      gatherUsage(gathered, request.usage);
      also.push(...alsoCounted(request, store));
      if (request.recent) recent.add(request.recent);
    }
    const rows = [...gathered.values()].map((row) => store.usage.add(row));
    // The next request reports a failing store. These have been responded to.
    await Promise.allSettled([...rows, ...also]);
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
