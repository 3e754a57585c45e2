import type { DatabaseSync } from 'node:sqlite';

/** How the next statements of a connection are committed. */
export interface Durability {
  /** Commits wait for the disk. */
  full(): void;
  /** Commits do not wait: a power failure may lose them, but a crash of the process may not. */
  relaxed(): void;
}

/**
 * Switches between the two, outside of a transaction. In WAL mode, a commit calls fsync with `synchronous = FULL`, but not
 * with `NORMAL` (https://www.sqlite.org/pragma.html#pragma_synchronous). In other journal modes `NORMAL` could corrupt the
 * file, so every commit waits. `serve` makes relaxed writes almost only, and switching costs as much as one of them.
 */
export const durabilityOf = (database: DatabaseSync): Durability => {
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  let current = 'FULL';
  const set = (wanted: 'FULL' | 'NORMAL') => {
    if (mode !== 'wal' || wanted === current) return;
    database.exec(`PRAGMA synchronous = ${wanted}`);
    current = wanted;
  };
  return { full: () => set('FULL'), relaxed: () => set('NORMAL') };
};
