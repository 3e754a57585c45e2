import type { DatabaseSync } from 'node:sqlite';
import type { Denial } from '../../shared/protocol/calls.ts';

/** Extensions that the user has refused. */
export interface Denials {
  add(caller: string): void;
  has(caller: string): boolean;
  remove(caller: string): void;
  list(): Denial[];
}

export const createDenials = (database: DatabaseSync, now: () => number): Denials => {
  const addSql = database.prepare('INSERT OR REPLACE INTO denials (caller, deniedAt) VALUES (?, ?)');
  const hasSql = database.prepare('SELECT 1 FROM denials WHERE caller = ?');
  const removeSql = database.prepare('DELETE FROM denials WHERE caller = ?');
  const listSql = database.prepare('SELECT caller, deniedAt FROM denials ORDER BY deniedAt');
  return {
    add: (caller) => void addSql.run(caller, now()),
    has: (caller) => hasSql.get(caller) !== undefined,
    remove: (caller) => void removeSql.run(caller),
    list: () => listSql.all().map((row) => ({ ...row }) as unknown as Denial),
  };
};
