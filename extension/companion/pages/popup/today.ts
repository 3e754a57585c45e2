import { HTTP_CALLER } from '../../../../shared/access/caller.ts';
import type { Grant } from '../../../../shared/access/grant.ts';
import { sumUsage, tokensOf, type UsageRow } from '../../../../shared/access/usage.ts';

/** Today's use of one extension. */
export interface TodayRow {
  readonly caller: string;
  readonly requests: number;
  readonly tokens: number;
  /** Of the largest row, from 0 to 1. */
  readonly share: number;
}

/** Rows that are shown. The others are in the settings. */
export const MAX_ROWS = 4;

/** Sums the usage by extension, the most tokens first. Keys over HTTP and pairings are no extensions. */
export const todayRows = (usage: readonly UsageRow[], grants: readonly Grant[]): readonly TodayRow[] => {
  const callers = new Map(
    grants.flatMap(({ id, caller, kind }) =>
      caller === null || caller === HTTP_CALLER.id || kind === 'pairing' ? [] : [[id, caller] as const],
    ),
  );
  const own = usage.filter(({ grantId }) => callers.has(grantId));
  const sums = [...sumUsage(own, ({ grantId }) => callers.get(grantId) ?? '')];
  const rows = sums
    .map(([caller, counts]) => ({ caller, requests: counts.requests, tokens: tokensOf(counts) }))
    .toSorted((one, other) => other.tokens - one.tokens || other.requests - one.requests);
  const most = Math.max(1, rows[0]?.tokens ?? 0);
  return rows.map((row) => ({ ...row, share: row.tokens / most }));
};
