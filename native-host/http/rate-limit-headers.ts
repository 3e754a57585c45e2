import type { Remaining } from '../gateway/limits/quotas.ts';
import type { RawHeaders } from './origin-policy.ts';

const KINDS = ['requests', 'tokens'] as const;
const PARTS = ['limit', 'remaining', 'reset'] as const;

/** The names of the headers, which OpenAI introduced: https://platform.openai.com/docs/guides/rate-limits. */
export const RATE_LIMIT_NAMES: readonly string[] = KINDS.flatMap((kind) =>
  PARTS.map(
    (part) =>
      `X-Ratelimit-${part[0]?.toUpperCase()}${part.slice(1)}-${kind[0]?.toUpperCase()}${kind.slice(1)}`,
  ),
);

/** Writes a duration as OpenAI does: `6m0s`, `11h59m3s`. */
export const shortTime = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return `${h}h${m}m${s}s`;
  return m > 0 ? `${m}m${s}s` : `${s}s`;
};

/** The headers for what is left of the limits: of requests and of tokens, each of the limit with the least left. */
export const rateLimitHeaders = (all: readonly Remaining[]): RawHeaders =>
  KINDS.flatMap((kind, at) => {
    const [tightest] = all
      .filter(({ of }) => of === kind)
      .toSorted((one, other) => one.remaining - other.remaining);
    if (!tightest) return [];
    const { limit, remaining, resetMs } = tightest;
    const values = [String(limit), String(remaining), shortTime(resetMs)];
    return values.flatMap((value, part) => [RATE_LIMIT_NAMES[at * PARTS.length + part] as string, value]);
  });
