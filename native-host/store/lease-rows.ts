import type { DatabaseSync } from 'node:sqlite';
import { relaxedOn } from './relaxed.ts';

/** Leases in the SQLite file: the processes of one computer share its clock. */
export const createLeaseRows = (database: DatabaseSync, now: () => number) => {
  const endedSql = database.prepare('DELETE FROM leases WHERE endsAt < ?');
  // One statement: no other process comes between the count and the lease.
  const takeSql = database.prepare(
    `INSERT INTO leases (id, grantId, endsAt)
     SELECT ?, ?, ? WHERE (SELECT count(*) FROM leases WHERE grantId = ? AND endsAt >= ?) < ?`,
  );
  const renewSql = database.prepare('INSERT OR REPLACE INTO leases (id, grantId, endsAt) VALUES (?, ?, ?)');
  const releaseSql = database.prepare('DELETE FROM leases WHERE id = ?');
  const relaxed = relaxedOn(database);
  return {
    take: ({
      id,
      grantId,
      atMost,
      seconds,
    }: {
      id: string;
      grantId: string;
      atMost: number;
      seconds: number;
    }) =>
      relaxed(() => {
        const at = now();
        endedSql.run(at);
        return takeSql.run(id, grantId, at + seconds * 1000, grantId, at, atMost).changes === 1;
      }),
    renew: (leases: readonly (readonly [id: string, grantId: string])[], seconds: number) =>
      relaxed(() => {
        const endsAt = now() + seconds * 1000;
        for (const [id, grantId] of leases) renewSql.run(id, grantId, endsAt);
      }),
    release: (id: string) => void relaxed(() => releaseSql.run(id)),
  };
};
