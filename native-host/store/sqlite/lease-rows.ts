import type { LeaseRows } from '../leases.ts';
import type { Sql } from '../sql.ts';

/** Leases in SQLite. Times are those of the system clock, which all processes of a computer share. */
export const createLeaseRows = ({ relaxed }: Sql, now: () => number): LeaseRows => ({
  async take({ id, grantId, atMost, seconds }) {
    const at = now();
    await relaxed('DELETE FROM {leases} WHERE endsAt < ?', [at]);
    // One statement, so that no other process can take a lease between the count and the insertion.
    const taken = await relaxed(
      `INSERT INTO {leases} (id, grantId, endsAt)
       SELECT ?, ?, ? WHERE (SELECT count(*) FROM {leases} WHERE grantId = ? AND endsAt >= ?) < ? RETURNING id`,
      [id, grantId, at + seconds * 1000, grantId, at, atMost],
    );
    return taken.length > 0;
  },
  async renew(leases, seconds) {
    const endsAt = now() + seconds * 1000;
    for (const [id, grantId] of leases) {
      await relaxed('INSERT OR REPLACE INTO {leases} (id, grantId, endsAt) VALUES (?, ?, ?)', [
        id,
        grantId,
        endsAt,
      ]);
    }
  },
  async release(id) {
    await relaxed('DELETE FROM {leases} WHERE id = ?', [id]);
  },
});
