import { openDatabase } from './open-database.ts';
import { createRun } from './run-patiently.ts';

/** Milliseconds to wait for another process. */
const WAIT_MS = 5_000;

/**
 * Revokes every grant in the file of a store, in one transaction: running processes see that before the file is
 * deleted. Rejects with a StoreError; a file that can't be used, or that is missing, is left as it is.
 */
export const revokeAll = async (path: string, now: () => number = Date.now): Promise<void> => {
  const database = openDatabase(path, { create: false, busyMs: WAIT_MS });
  try {
    const revoke = database.prepare('UPDATE grants SET revokedAt = ? WHERE revokedAt IS NULL');
    await createRun({ path, waitMs: WAIT_MS })('grants.revokeAll', () => revoke.run(now()));
  } finally {
    database.close();
  }
};
