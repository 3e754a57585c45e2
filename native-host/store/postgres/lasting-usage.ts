import { gatherUsage, type UsageRow } from '../../../shared/access/usage.ts';
import type { Later } from '../later.ts';
import { StoreError } from '../store-error.ts';
import type { Usage } from '../usage.ts';

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5000;

const isAway = (error: unknown) => error instanceof StoreError && error.reason === 'unreachable';

/** Usage whose counts outlast a database that is away: what ended meanwhile is added when it is back. */
export interface LastingUsage extends Later<Usage> {
  /** Writes what is still to be written, if the database is there. */
  close(): Promise<void>;
}

/**
 * A stream goes on while the database is away, so its count must wait. Counts of one grant, day and model are
 * summed up, so that what waits stays small. They wait in memory: a process that is killed in that time loses them.
 */
export const createLastingUsage = ({ add, list }: Later<Usage>): LastingUsage => {
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

  return {
    list,
    async add(count) {
      try {
        await add(count);
      } catch (error) {
        if (!isAway(error)) throw error;
        keep(count);
        retry();
      }
    },
    async close() {
      clearTimeout(timer);
      await flushing;
      clearTimeout(timer);
      await flush().catch(() => {});
    },
  };
};
