import type { Pause } from '../contract.ts';
import type { Sql } from '../sql.ts';

/** The setting that exists while extensions are paused. The triggers of the databases watch it by this name. */
const KEY = 'paused';

/** @param changed called after each change of permissions */
export const createPause = ({ run }: Sql, changed: () => void): Pause => ({
  get: async () => (await run('SELECT 1 FROM {settings} WHERE key = ?', [KEY])).length > 0,
  async set(paused) {
    const rows = paused
      ? await run(
          `INSERT INTO {settings} (key, value) VALUES (?, 'all')
           ON CONFLICT (key) DO NOTHING RETURNING key`,
          [KEY],
        )
      : await run('DELETE FROM {settings} WHERE key = ? RETURNING key', [KEY]);
    if (rows.length > 0) changed();
    return rows.length > 0;
  },
});
