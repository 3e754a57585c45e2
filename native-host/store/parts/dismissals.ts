import type { Dismissal } from '../../../shared/protocol/calls.ts';
import type { Dismissals } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { select } from '../tables.ts';

const LIST = select('dismissals');
const OF_CALLER = select('dismissals', 'caller = ?');

export const createDismissals = ({ run }: Sql, now: () => number): Dismissals => ({
  async note(caller, quietMs) {
    const at = now();
    await run(
      `INSERT INTO {dismissals} AS old (caller, dismissedAt, times) VALUES (?, ?, 1)
       ON CONFLICT (caller) DO UPDATE SET
         times = CASE WHEN old.dismissedAt > ? THEN old.times + 1 ELSE 1 END,
         dismissedAt = excluded.dismissedAt`,
      [caller, at, at - quietMs],
    );
  },
  get: async (caller) => (await run<Dismissal>(OF_CALLER, [caller]))[0],
  async forget(caller) {
    await run('DELETE FROM {dismissals} WHERE caller = ?', [caller]);
  },
  list: () => run(LIST),
});
