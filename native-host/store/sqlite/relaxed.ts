import type { DatabaseSync } from 'node:sqlite';

export type Relaxed = <Result>(write: () => Result) => Result;

/**
 * Makes a write that may be lost with the power, but not with the process, so that it does not wait for the disk: a
 * commit in WAL mode calls fsync with `synchronous = FULL`, and not with `NORMAL` (sqlite.org/pragma.html). In any
 * other journal mode `NORMAL` could damage the file, so the write is made as usual.
 */
export const relaxedOn = (database: DatabaseSync): Relaxed => {
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  if (mode !== 'wal') return (write) => write();
  return (write) => {
    database.exec('PRAGMA synchronous = NORMAL');
    try {
      return write();
    } finally {
      database.exec('PRAGMA synchronous = FULL');
    }
  };
};
