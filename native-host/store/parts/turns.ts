import type { Turns } from '../contract.ts';
import type { Sql } from '../sql.ts';

export const createTurns = ({ relaxed }: Sql): Turns => ({
  async take(grantId, minute) {
    const [row] = await relaxed<{ count: number }>(
      `INSERT INTO {turns} AS old (grantId, minute, count) VALUES (?, ?, 1)
       ON CONFLICT (grantId, minute) DO UPDATE SET count = old.count + 1 RETURNING count`,
      [grantId, minute],
    );
    const count = row?.count ?? 0;
    // The request is counted already: if this fails, the next minute removes the rows.
    if (count === 1) {
      void relaxed('DELETE FROM {turns} WHERE grantId = ? AND minute < ?', [grantId, minute]).catch(() => {});
    }
    return count;
  },
});
