import { openDatabase } from './open-database.ts';
import { createRun } from './run-patiently.ts';

/** Milliseconds to wait for another process. */
const WAIT_MS = 5_000;

/**
 * Revokes every grant in a store, in one transaction, so that running processes end their requests before the file is
 * deleted. Rejects with a StoreError. A missing file is not created.
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
