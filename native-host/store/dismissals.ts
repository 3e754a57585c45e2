import type { DatabaseSync } from 'node:sqlite';
import type { Dismissal } from '../../shared/protocol/calls.ts';
import { QUIET_MS } from '../approvals/may-ask.ts';

/** Windows that asked and were closed without an answer. */
export interface Dismissals {
  /** One more; those of long ago do not count. */
  note(caller: string): void;
  get(caller: string): Dismissal | undefined;
  forget(caller: string): void;
  list(): Dismissal[];
}

export const createDismissals = (database: DatabaseSync, now: () => number): Dismissals => {
  const noteSql = database.prepare(
    `INSERT INTO dismissals (caller, dismissedAt, times) VALUES (?, ?, 1)
     ON CONFLICT (caller) DO UPDATE SET
       times = CASE WHEN dismissedAt > ? THEN times + 1 ELSE 1 END,
       dismissedAt = excluded.dismissedAt`,
  );
  const getSql = database.prepare('SELECT caller, dismissedAt, times FROM dismissals WHERE caller = ?');
  const forgetSql = database.prepare('DELETE FROM dismissals WHERE caller = ?');
  const listSql = database.prepare('SELECT caller, dismissedAt, times FROM dismissals ORDER BY dismissedAt');
  return {
    note: (caller) => void noteSql.run(caller, now(), now() - QUIET_MS),
    get: (caller) => getSql.get(caller) as Dismissal | undefined,
    forget: (caller) => void forgetSql.run(caller),
    list: () => listSql.all().map((row) => ({ ...row }) as unknown as Dismissal),
  };
};
