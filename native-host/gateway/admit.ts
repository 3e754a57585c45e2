import type { Grant } from '../../shared/access/grant.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Store } from '../store/contract.ts';
import { helpFor, type Limited, type LimitPolicy, limitsFor, NO_POLICY } from './limits/limit-policy.ts';
import { type Charge, type Remaining, takeQuota } from './limits/quotas.ts';
import type { RequestContext } from './run-request.ts';

/** A place among the running requests of a grant. */
interface Admitted {
  readonly remaining: readonly Remaining[];
  readonly charges: readonly Charge[];
  release(): void;
}

/** Why there is none. */
interface Refused {
  readonly refused: 'rate_limited' | 'too_many_requests';
  readonly limited: Limited;
  /** What is limited, as in `its limit of requests per minute`. */
  readonly what: string;
  readonly retryAfterMs: number;
  readonly remaining: readonly Remaining[];
}

export type Admission = Admitted | Refused;

/** Keeps each grant within its limits. */
export interface Limiter {
  /** Returns a promise only for a grant with limits. */
  take(grant: Grant): Admission | Promise<Admission>;
}

/** When to retry, in milliseconds. The end of other requests cannot be predicted. */
const SOON_MS = 1_000;
const FREE: Admitted = { remaining: [], charges: [], release: () => {} };

type Stores = Pick<Store, 'requestCounts' | 'leases' | 'quotas'>;

/** Takes a place for each of the limits, and registers its release. */
const takePlaces = async (
  all: readonly Limited[],
  { leases, requestCounts, quotas }: Stores,
  now: number,
  release: (() => void)[],
): Promise<Admission> => {
  const minute = Math.floor(now / MINUTE_MS);
  const resetMs = (minute + 1) * MINUTE_MS - now;
  const perMinutes: Remaining[] = [];
  for (const limited of all) {
    const { subject, limits } = limited;
    const { concurrent, perMinute } = limits;
    const lease = concurrent === undefined ? FREE : await leases.take(subject, concurrent);
    if (!lease) {
      const what = 'concurrent requests';
      return { refused: 'too_many_requests', limited, what, retryAfterMs: SOON_MS, remaining: perMinutes };
    }
    release.push(lease.release);
    if (perMinute === undefined) continue;
    const count = await requestCounts.add(subject, minute);
    const remaining = Math.max(0, perMinute - count);
    perMinutes.push({ of: 'requests', limit: perMinute, remaining, resetMs });
    if (count > perMinute) {
      const what = 'requests per minute';
      return { refused: 'rate_limited', limited, what, retryAfterMs: resetMs, remaining: perMinutes };
    }
  }
  const quota = await takeQuota(all, { quotas }, now);
  const remaining = [...perMinutes, ...quota.remaining];
  if (quota.refused) return { refused: 'rate_limited', ...quota.refused, remaining };
  return { remaining, charges: quota.charges, release: () => release.forEach((each) => void each()) };
};

/**
 * Limits across all processes that share a store. A refused request does not count as running. Rejects if the store
 * fails, so that nothing gets through then.
 * @param policy the limits beside those of the grants. @default none
 */
export const createLimiter = (
  stores: Stores,
  now: () => number,
  policy: () => LimitPolicy = () => NO_POLICY,
): Limiter => {
  const takeAll = async (all: readonly Limited[]): Promise<Admission> => {
    const release: (() => void)[] = [];
    let admitted = false;
    try {
      const admission = await takePlaces(all, stores, now(), release);
      admitted = 'release' in admission;
      return admission;
    } finally {
      if (!admitted) for (const each of release) each();
    }
  };
  return {
    take(grant) {
      const all = limitsFor(grant, policy());
      return all.length === 0 ? FREE : takeAll(all);
    },
  };
};

/**
 * Takes a place within the grant's limits until the request ends, and waits until the client would know that it has
 * started. Throws a Refusal, or the signal's reason if the client has gone.
 */
export const admit = async (
  grant: Grant,
  {
    core,
    lifetime,
    client,
    record,
    authorizer,
  }: Pick<RequestContext, 'core' | 'lifetime' | 'client' | 'record' | 'authorizer'>,
): Promise<void> => {
  const taken = core.limiter.take(grant);
  const admission = taken instanceof Promise ? await taken : taken;
  if (admission.remaining.length > 0) client.limits?.(admission.remaining);
  if ('refused' in admission) {
    const { refused, limited, what, retryAfterMs } = admission;
    const help = refused === 'rate_limited' ? helpFor(authorizer.caller.id, limited) : undefined;
    throw new Refusal(refused, `${limited.who} has reached its limit of ${what}.`, { retryAfterMs, help });
  }
  record.charge(admission.charges);
  lifetime.onEnd(admission.release);
  lifetime.throwIfAborted();
  const begun = client.begin();
  if (!begun) return;
  await begun;
  lifetime.throwIfAborted();
};
