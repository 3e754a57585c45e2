import type { DatabaseSync } from 'node:sqlite';

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
  return {
    take(grantId, minute) {
      const { count } = takeSql.get(grantId, minute) as { count: number };
      if (count === 1) forgetSql.run(grantId, minute);
      return count;
    },
  };
};
