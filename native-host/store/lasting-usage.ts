import { gatherUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Usage } from './contract.ts';
import { StoreError, type StoreTrouble } from './store-error.ts';

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5000;

/** Failures that are usually over soon. */
const PASSING: ReadonlySet<StoreTrouble> = new Set(['unreachable', 'locked']);

const isAway = (error: unknown) => error instanceof StoreError && PASSING.has(error.reason);

/** Usage whose counts outlast a store that is away or locked: what ended meanwhile is added when it is back. */
export interface LastingUsage extends Usage {
  /** Writes what is still to be written, if the store is there. Undefined if nothing is. */
  close(): Promise<void> | undefined;
}

/**
 * A stream goes on while the store is away, so its count must wait. Counts of one grant, day and model are
 * summed up, so that what waits stays small. They wait in memory: a process that is killed in that time loses them.
 * @param addNow tries once, because the end of an answer waits for it; `add` may wait longer
 */
export const createLastingUsage = ({ add, list }: Usage, addNow: Usage['add'] = add): LastingUsage => {
  const waiting = new Map<string, UsageRow>();
  let delay = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  const keep = (count: UsageRow) => gatherUsage(waiting, count);

  const flush = async () => {
    for (const [key, count] of waiting) {
      waiting.delete(key);
      try {
        await add(count);
      } catch (error) {
        keep(count);
        throw error;
      }
    }
  };

  const retry = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flushing ??= flush()
        .then(
          () => {
            delay = FIRST_DELAY_MS;
          },
          () => {
            delay = Math.min(delay * 2, LAST_DELAY_MS);
            retry();
          },
        )
        .finally(() => {
          flushing = undefined;
        });
    }, delay).unref();
  };

  const finish = async () => {
    clearTimeout(timer);
    await flushing;
    clearTimeout(timer);
    await flush().catch(() => {});
  };

  return {
    list,
    async add(count) {
      try {
        await addNow(count);
      } catch (error) {
        if (!isAway(error)) throw error;
        keep(count);
        retry();
      }
    },
    close: () => (waiting.size > 0 || flushing ? finish() : undefined),
  };
};
