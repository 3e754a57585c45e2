import type { Store } from '../open-store.ts';
import type { Database } from './query.ts';

export const createPostgresSettings = ({ query }: Database): Store['settings'] => ({
  async get(key) {
    const [row] = await query<{ value: string }>('SELECT value FROM turnkey_settings WHERE key = $1', [key]);
    return row?.value;
  },
  async set(key, value) {
    if (value === null) await query('DELETE FROM turnkey_settings WHERE key = $1', [key]);
    else
      await query(
        `INSERT INTO turnkey_settings (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [key, value],
      );
  },
});
