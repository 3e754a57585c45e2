import { StoreError } from './store-error.ts';

/** A write that does not delay its caller while the store is locked. */
export interface Background {
  write(key: string): Promise<void>;
  /** Resolves once no write is pending, or after `atMostMs`. Undefined if none is. */
  settled(atMostMs: number): Promise<void> | undefined;
}

/**
 * Moves a write to the background while another process holds the store.
 * @param now tries to write once
 * @param later retries, if `now` fails because the store is locked. Writes with the same key must be equal: only one of
 * them is pending at a time
 */
export const inBackground = (
  now: (key: string) => Promise<unknown>,
  later: (key: string) => Promise<unknown>,
): Background => {
  const waiting = new Map<string, Promise<unknown>>();
  return {
    async write(key) {
      if (waiting.has(key)) return;
      try {
        await now(key);
      } catch (error) {
        if (!(error instanceof StoreError && error.reason === 'locked')) throw error;
        // Nothing can report a failure any more: the caller has gone on.
        const written = later(key).catch(() => {});
        waiting.set(
          key,
          written.finally(() => waiting.delete(key)),
        );
      }
    },
    settled(atMostMs) {
      if (waiting.size === 0) return undefined;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, atMostMs);
      void Promise.all(waiting.values()).then(() => resolve());
      return promise.finally(() => clearTimeout(timer));
    },
  };
};
