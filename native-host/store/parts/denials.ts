import type { Denials } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { select } from '../tables.ts';

const LIST = select('denials');

/** @param changed is called after each change of who may do what */
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
  list: () => run(LIST),
});
