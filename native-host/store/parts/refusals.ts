import type { Dismissal } from '../../../shared/protocol/calls.ts';
import type { Denials, Dismissals } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { select } from '../tables.ts';

const LIST_DENIALS = select('denials');

/** @param changed called after each change of permissions */
export const createDenials = ({ run }: Sql, now: () => number, changed: () => void): Denials => ({
  async add(caller) {
    await run(
      `INSERT INTO {denials} (caller, deniedAt) VALUES (?, ?)
       ON CONFLICT (caller) DO UPDATE SET deniedAt = excluded.deniedAt`,
      [caller, now()],
    );
    changed();
  },
  has: async (caller) => (await run('SELECT 1 FROM {denials} WHERE caller = ?', [caller])).length > 0,
  async remove(caller) {
    const removed = await run('DELETE FROM {denials} WHERE caller = ? RETURNING caller', [caller]);
    if (removed.length > 0) changed();
    return removed.length > 0;
  },
  list: () => run(LIST_DENIALS),
});

const LIST_DISMISSALS = select('dismissals');
const DISMISSAL_OF_CALLER = select('dismissals', 'caller = ?');

export const createDismissals = ({ run }: Sql, now: () => number): Dismissals => ({
  async note(caller, expiryMs) {
    const at = now();
    await run(
      `INSERT INTO {dismissals} AS old (caller, dismissedAt, times) VALUES (?, ?, 1)
       ON CONFLICT (caller) DO UPDATE SET
         times = CASE WHEN old.dismissedAt > ? THEN old.times + 1 ELSE 1 END,
         dismissedAt = excluded.dismissedAt`,
      [caller, at, at - expiryMs],
    );
  },
  get: async (caller) => (await run<Dismissal>(DISMISSAL_OF_CALLER, [caller]))[0],
  async forget(caller) {
    await run('DELETE FROM {dismissals} WHERE caller = ?', [caller]);
  },
  list: () => run(LIST_DISMISSALS),
});
