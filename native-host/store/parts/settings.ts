import type { Settings } from '../contract.ts';
import type { Sql } from '../sql.ts';

export const createSettings = ({ run }: Sql): Settings => ({
  async get(key) {
    const [row] = await run<{ value: string }>('SELECT value FROM {settings} WHERE key = ?', [key]);
    return row?.value;
  },
  async set(key, value) {
    if (value === null) await run('DELETE FROM {settings} WHERE key = ?', [key]);
    else {
      await run(
        `INSERT INTO {settings} (key, value) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [key, value],
      );
    }
  },
});
