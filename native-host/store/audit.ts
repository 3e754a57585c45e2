import type { DatabaseSync } from 'node:sqlite';

export type Act =
  | 'created'
  | 'allowed'
  | 'denied'
  | 'changed'
  | 'rotated'
  | 'disabled'
  | 'enabled'
  | 'revoked'
  | 'paired'
  | 'upstream';

/** What was done to permissions, by whom: never what was asked of a model. */
export interface AuditEntry {
  readonly at: number;
  readonly act: Act;
  readonly subject: string;
  readonly detail?: string;
}

export interface Audit {
  add(entry: AuditEntry): void;
  list(): AuditEntry[];
}

export const createAudit = (database: DatabaseSync): Audit => {
  const addSql = database.prepare('INSERT INTO audit (at, act, subject, detail) VALUES (?, ?, ?, ?)');
  const listSql = database.prepare('SELECT at, act, subject, detail FROM audit ORDER BY rowid');
  return {
    add: ({ at, act, subject, detail }) => void addSql.run(at, act, subject, detail ?? null),
    list: () => listSql.all().map((row) => ({ ...row }) as unknown as AuditEntry),
  };
};
