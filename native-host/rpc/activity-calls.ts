import type { ListedRequest } from '../../shared/access/recent-request.ts';
import { dayOf, type HourUsage, sumUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Calls } from '../../shared/protocol/calls.ts';
import { MAX_SUMMARY_DAYS, MAX_SUMMARY_ROWS } from '../../shared/protocol/limits.ts';
import { DAY_MS } from '../../shared/time.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Store } from '../store/contract.ts';
import type { StoreCall } from './call-context.ts';

type Range = Calls['activity.summary']['params'];

/** Most rows that are read, to be merged. */
const MAX_READ = 20 * MAX_SUMMARY_ROWS;

const READ: Record<Range['unit'], (usage: Store['usage'], range: Range) => Promise<readonly HourUsage[]>> = {
  hour: (usage, { since, until }) => usage.hours({ since, until, atMost: MAX_READ }),
  async day(usage, { since, until }) {
    const rows = await usage.list({ since: dayOf(since), until: dayOf(until - 1) });
    return rows.map((row: UsageRow) => ({ ...row, hour: 0 }));
  },
};

/** The same usage in fewer rows: all models of a grant in one. */
const withoutModels = (rows: readonly HourUsage[]): HourUsage[] => {
  const keys = new Map<string, Pick<HourUsage, 'day' | 'hour' | 'grantId'>>();
  const sums = sumUsage(rows, ({ day, hour, grantId }) => {
    const key = JSON.stringify([day, hour, grantId]);
    keys.set(key, { day, hour, grantId });
    return key;
  });
  return [...sums].map(([key, counts]) => ({ ...(keys.get(key) as HourUsage), model: '', ...counts }));
};

/** Returns the usage of a range of time. Counts of requests that end while this is called may be missing. */
export const summary = async (range: Range, { context }: StoreCall): Promise<readonly HourUsage[]> => {
  const { unit, since, until } = range;
  if (until <= since || until - since > MAX_SUMMARY_DAYS[unit] * DAY_MS) {
    throw new Refusal('bad_request', `Ask for at most ${MAX_SUMMARY_DAYS[unit]} days by the ${unit}.`);
  }
  await context.gateway.counted();
  const rows = await READ[unit](context.store.usage, range);
  if (rows.length <= MAX_SUMMARY_ROWS) return rows;
  const merged = rows.length < MAX_READ ? withoutModels(rows) : rows;
  if (merged.length <= MAX_SUMMARY_ROWS) return merged;
  throw new Refusal('bad_request', 'There is too much usage in this range. Ask for a shorter one.');
};

/** Returns the newest requests of all grants. */
export const recent = async (
  range: Calls['activity.recent']['params'],
  { context }: StoreCall,
): Promise<readonly ListedRequest[]> => {
  await context.gateway.counted();
  return context.store.recent.list(range);
};
