import { chmod } from 'node:fs/promises';
import { toStoreError } from '../store-error.ts';
import { loadSqlite } from './open-database.ts';

/** Milliseconds to wait for another process that is writing. */
const WAIT_MS = 5_000;

/**
 * Copies a store as it is at this moment, also while others use it, and with the version of its tables: nothing is
 * migrated. The copy must not exist. Rejects with a StoreError.
 */
export const copyStoreFile = async (from: string, to: string): Promise<void> => {
  const { DatabaseSync } = loadSqlite();
  try {
    const database = new DatabaseSync(from, { readOnly: true, timeout: WAIT_MS });
    try {
      // https://www.sqlite.org/lang_vacuum.html#vacuuminto
      database.prepare('VACUUM INTO ?').run(to);
    } finally {
      database.close();
    }
    await chmod(to, 0o600);
  } catch (error) {
    throw toStoreError(error, from);
  }
};
