import type { Dismissal } from '../../../shared/protocol/calls.ts';
import { QUIET_MS } from '../../approvals/may-ask.ts';
import type { Dismissals } from '../dismissals.ts';
import type { Later } from '../later.ts';
import type { Database } from './query.ts';

const FIELDS = 'caller, dismissed_at AS "dismissedAt", times';

export const createPostgresDismissals = ({ query }: Database, now: () => number): Later<Dismissals> => ({
  async note(caller) {
    await query(
      `INSERT INTO turnkey_dismissals AS old (caller, dismissed_at, times) VALUES ($1, $2, 1)
       ON CONFLICT (caller) DO UPDATE SET
         times = CASE WHEN old.dismissed_at > $3 THEN old.times + 1 ELSE 1 END,
         dismissed_at = excluded.dismissed_at`,
      [caller, now(), now() - QUIET_MS],
    );
  },
  get: async (caller) =>
    (await query<Dismissal>(`SELECT ${FIELDS} FROM turnkey_dismissals WHERE caller = $1`, [caller]))[0],
  async forget(caller) {
    await query('DELETE FROM turnkey_dismissals WHERE caller = $1', [caller]);
  },
  list: () => query<Dismissal>(`SELECT ${FIELDS} FROM turnkey_dismissals ORDER BY dismissed_at, caller`),
});
