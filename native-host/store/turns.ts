import type { DatabaseSync } from 'node:sqlite';
import { relaxedOn } from './relaxed.ts';

/** How many requests each grant has begun in a minute, counted by all processes together. */
export interface Turns {
  /** Counts one more request in a minute (of the epoch), and gives how many there are now. */
  take(grantId: string, minute: number): number;
}

export const createTurns = (database: DatabaseSync): Turns => {
  const takeSql = database.prepare(
    `INSERT INTO turns (grantId, minute, count) VALUES (?, ?, 1)
     ON CONFLICT (grantId, minute) DO UPDATE SET count = count + 1 RETURNING count`,
  );
  const forgetSql = database.prepare('DELETE FROM turns WHERE grantId = ? AND minute < ?');
  const relaxed = relaxedOn(database);

  /** Never throws: the request is counted already, and a retry would count it twice. */
  const forget = (grantId: string, minute: number) => {
    try {
      relaxed(() => forgetSql.run(grantId, minute));
    } catch {}
  };

  return {
    take(grantId, minute) {
      // `all` and not `get`: only the last step commits, and says whether it could.
      const [row] = relaxed(() => takeSql.all(grantId, minute));
      const { count } = row as { count: number };
      if (count === 1) forget(grantId, minute);
      return count;
    },
  };
};
