import type { Later } from '../later.ts';
import type { Turns } from '../turns.ts';
import type { Database } from './query.ts';

export const createPostgresTurns = ({ query }: Database): Later<Turns> => ({
  async take(grantId, minute) {
    const [row] = await query<{ count: number }>(
      `INSERT INTO turnkey_turns AS old (grant_id, minute, count) VALUES ($1, $2, 1)
       ON CONFLICT (grant_id, minute) DO UPDATE SET count = old.count + 1 RETURNING count`,
      [grantId, minute],
    );
    const count = row?.count ?? 0;
    if (count === 1)
      await query('DELETE FROM turnkey_turns WHERE grant_id = $1 AND minute < $2', [grantId, minute]);
    return count;
  },
});
