import type { DatabaseSync } from 'node:sqlite';

/** Runs a write that a power failure may lose. */
export type Relaxed = <Result>(write: () => Result) => Result;

/**
 * Runs writes without waiting for the disk: a power failure may lose them, but a crash of the process may not. In WAL mode,
 * a commit calls fsync with `synchronous = FULL`, but not with `NORMAL`
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). In other journal modes `NORMAL` could corrupt the file, so these
 * writes are made like any other.
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
