import { StoreError } from './store-error.ts';

/** A write that its caller does not wait for while the store is locked. */
export interface Background {
  write(key: string): Promise<void>;
  /** Settles when no write is waiting, or after `atMostMs`; undefined if none is. */
  settled(atMostMs: number): Promise<void> | undefined;
}

/**
 * Moves a write to the background while another process holds the store. `now` tries once; if the store is locked,
 * `later` keeps trying. Of several waiting writes with the same key only one is made, so they must be equal.
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
        // No caller is left to report a failure to.
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
