import type { LeaseRows } from '../leases.ts';
import type { Database } from './query.ts';

/** Leases in the database, by its own clock: those of the computers that share it may differ. */
export const createPostgresLeaseRows = ({ query }: Database): LeaseRows => ({
  async take({ id, grantId, atMost, seconds }) {
    const [row] = await query<{ taken: boolean }>('SELECT turnkey_lease($1, $2, $3, $4) AS taken', [
      grantId,
      id,
      atMost,
      seconds,
    ]);
    return row?.taken === true;
  },
  async renew(leases, seconds) {
    await query(
      `INSERT INTO turnkey_leases (id, grant_id, ends_at)
       SELECT id, grant_id, clock_timestamp() + make_interval(secs => $3)
       FROM unnest($1::uuid[], $2::text[]) AS held (id, grant_id)
       ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at`,
      [leases.map(([id]) => id), leases.map(([, grantId]) => grantId), seconds],
    );
  },
  async release(id) {
    await query('DELETE FROM turnkey_leases WHERE id = $1', [id]);
  },
});
