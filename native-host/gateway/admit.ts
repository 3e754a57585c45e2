import type { Grant } from '../../shared/access/grant.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Lease, Store } from '../store/contract.ts';
import type { RequestContext } from './run-request.ts';

/** A place among the running requests of a grant, or why there is none. */
export type Admission =
  | Lease
  | { readonly refused: 'rate_limited' | 'too_many_requests'; readonly retryAfterMs: number };

/** Keeps each grant within its limits. */
export interface Limiter {
  take(grant: Grant): Promise<Admission>;
}

/** When to retry, in milliseconds. The end of other requests cannot be predicted. */
const SOON_MS = 1_000;
const FREE: Lease = { release: () => {} };

/**
 * Limits across all processes that share a store. A refused request does not count as running. Rejects if the store
 * fails, so that nothing gets through then.
 */
export const createLimiter = (
  { requestCounts, leases }: Pick<Store, 'requestCounts' | 'leases'>,
  now: () => number,
): Limiter => ({
  async take({ id, limits }) {
    const { concurrent, perMinute } = limits ?? {};
    const lease = concurrent === undefined ? FREE : await leases.take(id, concurrent);
    if (!lease) return { refused: 'too_many_requests', retryAfterMs: SOON_MS };
    if (perMinute === undefined) return lease;
    try {
      const minute = Math.floor(now() / MINUTE_MS);
      if ((await requestCounts.add(id, minute)) <= perMinute) return lease;
      lease.release();
      return { refused: 'rate_limited', retryAfterMs: (minute + 1) * MINUTE_MS - now() };
    } catch (error) {
      lease.release();
      throw error;
    }
  },
});

const REASONS = {
  rate_limited: 'has reached its limit of requests per minute',
  too_many_requests: 'has reached its limit of concurrent requests',
} as const;

/**
 * Takes a place within the grant's limits until the request ends, and waits until the client would know that it has
 * started. Throws a Refusal, or the signal's reason if the client has gone.
 */
export const admit = async (
  grant: Grant,
  { core, lifetime, client }: Pick<RequestContext, 'core' | 'lifetime' | 'client'>,
): Promise<void> => {
  const admission = await core.limiter.take(grant);
  if ('refused' in admission) {
    const { refused, retryAfterMs } = admission;
    throw new Refusal(refused, `The grant ${grant.id} ${REASONS[refused]}.`, { retryAfterMs });
  }
  lifetime.onEnd(admission.release);
  lifetime.throwIfAborted();
  await client.begin();
  lifetime.throwIfAborted();
};
