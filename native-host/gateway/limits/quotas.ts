import type { Store } from '../../store/contract.ts';
import type { Limited } from './limit-policy.ts';
import { limitedPeriods, type Period } from './periods.ts';

/** How much of one limit is left. */
export interface Remaining {
  readonly of: 'requests' | 'tokens';
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until the whole limit is available again. */
  readonly resetMs: number;
}

/** Where the tokens of a request are counted. */
export interface Charge {
  readonly subject: string;
  readonly period: string;
}

/** A request that is counted, or the limit that it would exceed. */
export interface Quota {
  readonly remaining: readonly Remaining[];
  readonly charges: readonly Charge[];
  readonly refused?: { readonly limited: Limited; readonly what: string; readonly retryAfterMs: number };
}

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** The limits of one period, with what is left of them. */
const remainingOf = (
  { limits }: Limited,
  period: Period,
  used: { readonly requests: number; readonly tokens: number },
  resetMs: number,
): Remaining[] =>
  (['requests', 'tokens'] as const).flatMap((of) => {
    const limit = limits[period[of]];
    return limit === undefined ? [] : [{ of, limit, remaining: Math.max(0, limit - used[of]), resetMs }];
  });

/**
 * Counts a request in the periods for which there are limits. If one is reached, it is counted in none. Tokens are counted
 * when they are known, so that the last request of a period may exceed their limit.
 */
export const takeQuota = async (
  all: readonly Limited[],
  { quotas }: Pick<Store, 'quotas'>,
  now: number,
): Promise<Quota> => {
  const remaining: Remaining[] = [];
  const charges: Charge[] = [];
  for (const limited of all) {
    const { subject, limits } = limited;
    for (const period of limitedPeriods(limits)) {
      const at = period.at(now);
      const most = {
        requests: limits[period.requests] ?? UNLIMITED,
        tokens: limits[period.tokens] ?? UNLIMITED,
      };
      const used = await quotas.take(subject, at, most);
      const resetMs = period.end(now) - now;
      remaining.push(...remainingOf(limited, period, used, resetMs));
      if (used.refused) {
        await Promise.all(
          charges.map((each) => quotas.add(each.subject, each.period, { requests: -1, tokens: 0 })),
        );
        const what = `${used.tokens >= most.tokens ? 'tokens' : 'requests'} per ${period.name}`;
        return { remaining, charges: [], refused: { limited, what, retryAfterMs: resetMs } };
      }
      charges.push({ subject, period: at });
    }
  }
  return { remaining, charges };
};
