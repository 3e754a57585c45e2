import { gatherUsage, type HourUsage } from '../../shared/access/usage.ts';
import type { Usage } from './contract.ts';
import { ADDED_AT_ONCE } from './parts/add-counts.ts';
import { StoreError, type StoreTrouble } from './store-error.ts';

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5000;

/** Temporary failures. */
const TEMPORARY: ReadonlySet<StoreTrouble> = new Set(['unreachable', 'locked']);

const isTemporary = (error: unknown) => error instanceof StoreError && TEMPORARY.has(error.reason);

/** Usage that is retried while the store is unreachable or locked. */
export interface LastingUsage extends Usage {
  /** Tries once more to write pending counts. Undefined if there are none. */
  close(): Promise<void> | undefined;
}

/**
 * Streams continue while the store is unavailable, so their counts are kept in memory and written later. Counts of the
 * same grant, hour and model are added up, which bounds the memory. They are lost if the process is killed.
 * @param addNow tries once, because the end of a response waits for it. `add` may wait for longer. @default `add`
 */
export const createLastingUsage = (usage: Usage, addNow: Usage['add'] = usage.add): LastingUsage => {
  const waiting = new Map<string, HourUsage>();
  let delay = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  const keep = (count: HourUsage) => gatherUsage(waiting, count);

  const flush = async () => {
    const counts = [...waiting.values()];
    waiting.clear();
    while (counts.length > 0) {
      const some = counts.splice(0, ADDED_AT_ONCE);
      try {
        await usage.add(...some);
      } catch (error) {
        [...some, ...counts].forEach(keep);
        throw error;
      }
    }
  };

  const tryToFlush = async () => {
    try {
      await flush();
      delay = FIRST_DELAY_MS;
    } catch {
      delay = Math.min(delay * 2, LAST_DELAY_MS);
      retry();
    }
    flushing = undefined;
  };

  const retry = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flushing ??= tryToFlush();
    }, delay).unref();
  };

  const finish = async () => {
    clearTimeout(timer);
    await flushing;
    clearTimeout(timer);
    await flush().catch(() => {});
  };

  return {
    ...usage,
    async add(...counts) {
      for (let at = 0; at < counts.length; at += ADDED_AT_ONCE) {
        const some = counts.slice(at, at + ADDED_AT_ONCE);
        try {
          await addNow(...some);
        } catch (error) {
          if (!isTemporary(error)) throw error;
          some.forEach(keep);
          retry();
        }
      }
    },
    close: () => (waiting.size > 0 || flushing ? finish() : undefined),
  };
};
