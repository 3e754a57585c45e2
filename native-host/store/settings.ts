import type { DatabaseSync } from 'node:sqlite';

/** What is remembered besides permissions, by name. */
export interface Settings {
  get(key: string): string | undefined;
  /** Null forgets it. */
  set(key: string, value: string | null): void;
}

export const createSettings = (database: DatabaseSync): Settings => {
  const getSql = database.prepare('SELECT value FROM settings WHERE key = ?');
  const setSql = database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  const dropSql = database.prepare('DELETE FROM settings WHERE key = ?');
  return {
    get: (key) => getSql.get(key)?.['value'] as string | undefined,
    set: (key, value) => void (value === null ? dropSql.run(key) : setSql.run(key, value)),
  };
};
