import type { UsageCounts } from '../../../../../shared/access/usage.ts';
import { dayOf, sumUsage } from '../../../../../shared/access/usage.ts';
import type { HistoryEntry } from '../../../../../shared/protocol/calls.ts';
import { DAY_MS } from '../../../../../shared/time.ts';
import { host } from '../../shared/host.ts';
import { loadRows } from './load-rows.ts';
import type { Row } from './rows.ts';

/** Models in the list of usage. */
const MOST_MODELS = 5;

/** Everything about one permission. */
export interface Detail {
  readonly row: Row;
  /** All permissions, of which some may hang on this one. */
  readonly rows: readonly Row[];
  /** Of the last 30 days; undefined if it was not used. */
  readonly month: UsageCounts | undefined;
  /** The models used most in that time. */
  readonly models: readonly (readonly [model: string, usage: UsageCounts])[];
  /** Newest first, or why it could not be read. */
  readonly history: readonly HistoryEntry[] | { readonly error: unknown };
}

/** Reads everything about a permission. Undefined if there is none with this id. */
export const loadDetail = async (id: string, ownGrant: string | null): Promise<Detail | undefined> => {
  const { rows } = await loadRows(ownGrant);
  const row = rows.find(({ grant }) => grant.id === id);
  if (!row) return undefined;
  const [usage, history] = await Promise.all([
    host.call('usage.list', { since: dayOf(Date.now() - 29 * DAY_MS) }),
    host.call('grants.history', { id }).catch((error: unknown) => ({ error })),
  ]);
  const own = usage.filter(({ grantId }) => grantId === id);
  const models = [...sumUsage(own, ({ model }) => model)]
    .filter(([model]) => model !== '')
    .toSorted(([, one], [, two]) => two.requests - one.requests)
    .slice(0, MOST_MODELS);
  return { row, rows, month: sumUsage(own, () => '').get(''), models, history };
};
