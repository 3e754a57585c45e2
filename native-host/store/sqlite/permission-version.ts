import type { DatabaseSync } from 'node:sqlite';

/**
 * A number that differs after each change of permissions by another process, and not after writes of usage: SQLite's
 * `data_version` is a cheap check for any write, and a counter that triggers maintain tells whether permissions changed.
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
