import { gatherUsage, type HourUsage } from '../../shared/access/usage.ts';
import type { Usage } from './contract.ts';
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
    for (const [key, count] of waiting) {
      waiting.delete(key);
      try {
        await usage.add(count);
      } catch (error) {
        keep(count);
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
    async add(count) {
      try {
        await addNow(count);
      } catch (error) {
        if (!isTemporary(error)) throw error;
        keep(count);
        retry();
      }
    },
    close: () => (waiting.size > 0 || flushing ? finish() : undefined),
  };
};
