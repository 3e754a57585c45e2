import type { RequestCounts, Usage } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { insertInto, select, valuesOf } from '../tables.ts';

const COUNTS = ['requests', 'errors', 'promptTokens', 'outputTokens', 'ms'];
const ADD = `${insertInto('usage').replace('{usage}', '{usage} AS old')}
  ON CONFLICT (day, grantId, model) DO UPDATE SET
    ${COUNTS.map((name) => `${name} = old.${name} + excluded.${name}`).join(', ')}`;
const LIST = select('usage', 'day >= ? AND day <= ?');

export const createUsage = ({ run, relaxed }: Sql): Usage => ({
  async add(row) {
    await relaxed(ADD, valuesOf('usage', { ...row, ms: Math.round(row.ms) }));
  },
  list: ({ since = '', until = '9999' } = {}) => run(LIST, [since, until]),
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
