import { DAY_MS } from '../../../shared/time.ts';
import type { RequestCounts, Usage } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { COUNTS, SUMS, TABLES } from '../tables.ts';
import { addingTo, createAddCounts } from './add-counts.ts';

const KEY = ['day', 'hour', 'grantId', 'model'] as const;
const DAY = 'day, grantId, model';

const LIST = `SELECT ${DAY}, ${SUMS} FROM {usage} WHERE day >= ? AND day <= ? GROUP BY ${DAY}
  ORDER BY day, grantId COLLATE "C", model COLLATE "C"`;
const HOURS = `SELECT ${TABLES.usage.fields.join(', ')} FROM {usage}
  WHERE hour > 0 AND hour >= ?::bigint AND hour < ?::bigint
  ORDER BY hour DESC, grantId COLLATE "C", model COLLATE "C" LIMIT ?::bigint`;
const OLD = 'hour > 0 AND hour < ?::bigint';
const OLDEST = `SELECT min(hour) AS hour FROM {usage} WHERE ${OLD}`;
const MERGE = `INSERT INTO {usage} AS old (hour, ${DAY}, ${COUNTS.join(', ')})
  SELECT 0, ${DAY}, ${SUMS} FROM {usage} WHERE ${OLD} GROUP BY ${DAY} ${addingTo(KEY)}`;

export const createUsage = ({ run, relaxed, transaction }: Sql): Usage => ({
  add: createAddCounts('usage', KEY, { relaxed }),
  list: ({ since = '', until = '9999' } = {}) => run(LIST, [since, until]),
  hours: ({ since, until, atMost }) => run(HOURS, [since, until, atMost]),
  async compact(before) {
    const [old] = await run<{ hour: number | null }>(OLDEST, [before]);
    if (!old?.hour) return;
    const until = Math.min(before, old.hour + DAY_MS);
    await transaction(async (sql) => {
      // Two processes that merge the same rows would count them twice.
      await sql.lock('usage');
      await sql.run(MERGE, [until]);
      await sql.run(`DELETE FROM {usage} WHERE ${OLD}`, [until]);
    });
  },
});

export const createRequestCounts = ({ relaxed }: Sql): RequestCounts => ({
  async add(grantId, minute) {
    const [row] = await relaxed<{ count: number }>(
      `INSERT INTO {turns} AS old (grantId, minute, count) VALUES (?, ?, 1)
       ON CONFLICT (grantId, minute) DO UPDATE SET count = old.count + 1 RETURNING count`,
      [grantId, minute],
    );
    const count = row?.count ?? 0;
    // If this fails, the first request of the next minute removes the rows.
    if (count === 1) {
      void relaxed('DELETE FROM {turns} WHERE grantId = ? AND minute < ?', [grantId, minute]).catch(() => {});
    }
    return count;
  },
});
