import type { LeaseRows } from '../leases.ts';
import type { Sql } from '../sql.ts';

/** Leases in PostgreSQL. Times are those of the database, because the clocks of its clients may differ. */
export const createPostgresLeaseRows = ({ run }: Sql): LeaseRows => ({
  async take({ id, grantId, atMost, seconds }) {
    const [row] = await run<{ taken: boolean }>('SELECT turnkey_lease(?, ?, ?, ?) AS taken', [
      grantId,
      id,
      atMost,
      seconds,
    ]);
    return row?.taken === true;
  },
  async renew(leases, seconds) {
    await run(
      `INSERT INTO {leases} (id, grantId, endsAt)
       SELECT id, grantId, clock_timestamp() + make_interval(secs => ?)
       FROM unnest(?::uuid[], ?::text[]) AS held (id, grantId)
       ON CONFLICT (id) DO UPDATE SET endsAt = excluded.endsAt`,
      [seconds, leases.map(([id]) => id), leases.map(([, grantId]) => grantId)],
    );
  },
  async release(id) {
    await run('DELETE FROM {leases} WHERE id = ?', [id]);
  },
});
