import type { DatabaseSync } from 'node:sqlite';

/**
 * A number that differs after each change of permissions by another process. What is only counted, by whoever shares
 * the store, leaves it as it is: SQLite's `data_version` says cheaply that something was written, and a count that
 * the store keeps by triggers says whether it was a permission.
 */
export const permissionVersionOf = (database: DatabaseSync): (() => number) => {
  const writtenSql = database.prepare('PRAGMA data_version');
  const versionSql = database.prepare('SELECT version FROM permissions');
  let seen = Number.NaN;
  let version = 0;
  return () => {
    const { data_version: written } = writtenSql.get() as { data_version: number };
    if (written !== seen) {
      version = (versionSql.get() as { version: number }).version;
      seen = written;
    }
    return version;
  };
};
