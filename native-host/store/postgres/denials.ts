import type { Denial } from '../../../shared/protocol/calls.ts';
import type { Denials } from '../denials.ts';
import type { Later } from '../later.ts';
import type { Database } from './query.ts';

export const createPostgresDenials = ({ query }: Database, now: () => number): Later<Denials> => ({
  async add(caller) {
    await query(
      `INSERT INTO turnkey_denials (caller, denied_at) VALUES ($1, $2)
       ON CONFLICT (caller) DO UPDATE SET denied_at = excluded.denied_at`,
      [caller, now()],
    );
  },
  has: async (caller) =>
    (await query('SELECT 1 FROM turnkey_denials WHERE caller = $1', [caller])).length > 0,
  async remove(caller) {
    await query('DELETE FROM turnkey_denials WHERE caller = $1', [caller]);
  },
  list: () =>
    query<Denial>('SELECT caller, denied_at AS "deniedAt" FROM turnkey_denials ORDER BY denied_at, caller'),
});
