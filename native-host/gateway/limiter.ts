import type { Grant } from '../../shared/access/grant.ts';
import type { Store } from '../store/open-store.ts';

/** A place that a request holds while it runs, or why it got none. */
export type Turn =
  | { release(): void }
  | { readonly refused: 'rate_limited' | 'too_many_requests'; readonly retryAfterMs: number };

/** Keeps each grant within its limits. */
export interface Limiter {
  take(grant: Grant, signal?: AbortSignal): Promise<Turn>;
}

const MINUTE_MS = 60_000;
/** Nobody knows when a running request ends: worth another try soon. */
const SOON_MS = 1_000;
const FREE: Turn = { release: () => {} };

/**
 * Limits on one computer: requests that begin within a minute are counted in the store, by all browsers
 * together; those at once by this process alone, so that one that dies leaves nothing behind.
 */
export const createLimiter = ({ turns }: Pick<Store, 'turns'>, now: () => number): Limiter => {
  const running = new Map<string, number>();

  const hold = (id: string): Turn => {
    running.set(id, (running.get(id) ?? 0) + 1);
    return {
      release() {
        const left = (running.get(id) ?? 1) - 1;
        if (left > 0) running.set(id, left);
        else running.delete(id);
      },
    };
  };

  return {
    async take({ id, limits }) {
      if (!limits) return FREE;
      const { concurrent = Number.POSITIVE_INFINITY, perMinute } = limits;
      if ((running.get(id) ?? 0) >= concurrent)
        return { refused: 'too_many_requests', retryAfterMs: SOON_MS };
      const place = hold(id);
      if (perMinute === undefined) return place;
      const minute = Math.floor(now() / MINUTE_MS);
      const count = await turns.take(id, minute).catch((error: unknown) => {
        if ('release' in place) place.release();
        throw error;
      });
      if (count <= perMinute) return place;
      if ('release' in place) place.release();
      return { refused: 'rate_limited', retryAfterMs: (minute + 1) * MINUTE_MS - now() };
    },
  };
};
