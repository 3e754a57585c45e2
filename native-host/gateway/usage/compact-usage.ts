import { DAY_MS, MINUTE_MS } from '../../../shared/time.ts';
import type { Store } from '../../store/contract.ts';

/** How long usage is kept by the hour, in milliseconds. After that only the counts of the day are kept. */
const KEPT_MS = 35 * DAY_MS;

/** Milliseconds between two compactions by one process. Each merges one day. */
const EVERY_MS = 10 * MINUTE_MS;

/** Milliseconds from the start of a process to its first compaction, so that it delays no start. */
const FIRST_MS = 10_000;

/** Returns a function that compacts old usage when that is due. Call it after usage was written. */
export const createCompaction = ({ usage }: Pick<Store, 'usage'>, now: () => number): (() => void) => {
  let due = now() + FIRST_MS;
  return () => {
    const at = now();
    if (at < due) return;
    due = at + EVERY_MS;
    // The store reports its failures. The next compaction merges the same rows.
    void usage.compact(at - KEPT_MS).catch(() => {});
  };
};
