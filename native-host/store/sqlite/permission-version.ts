import type { DatabaseSync } from 'node:sqlite';

/**
 * Returns a function whose value differs after each change of permissions by another process, but not after other writes.
 * `data_version` (https://www.sqlite.org/pragma.html#pragma_data_version) cheaply detects any write; the version in
 * `permissions`, which triggers maintain, is then read.
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
