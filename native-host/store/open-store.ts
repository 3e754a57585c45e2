import type { DatabaseSync } from 'node:sqlite';
import { createDenials, type Denials } from './denials.ts';
import { createDismissals, type Dismissals } from './dismissals.ts';
import { createGrants, type Grants } from './grants.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { toStoreError } from './store-error.ts';
import { createUsage, type Usage } from './usage.ts';

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

/** The one file that says who may do what. Every method throws a StoreError if the file fails. */
export interface Store {
  readonly grants: Grants;
  readonly denials: Denials;
  readonly dismissals: Dismissals;
  readonly usage: Usage;
  readonly settings: { get(key: string): string | undefined; set(key: string, value: string | null): void };
  readonly audit: { add(entry: AuditEntry): void; list(): AuditEntry[] };
  close(): void;
}

/** The same functions, with whatever they throw told as a StoreError. */
const guarded = <Part extends object>(part: Part, path: string): Part =>
  Object.fromEntries(
    Object.entries(part).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        try {
          return method(...args);
        } catch (error) {
          throw toStoreError(error, path);
        }
      },
    ]),
  ) as Part;

const assemble = (database: DatabaseSync, path: string, now: () => number): Store => {
  const getSql = database.prepare('SELECT value FROM settings WHERE key = ?');
  const setSql = database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  const dropSql = database.prepare('DELETE FROM settings WHERE key = ?');
  const addSql = database.prepare('INSERT INTO audit (at, act, subject, detail) VALUES (?, ?, ?, ?)');
  const auditSql = database.prepare('SELECT at, act, subject, detail FROM audit ORDER BY rowid');
  return {
    grants: guarded(createGrants(database, now), path),
    denials: guarded(createDenials(database, now), path),
    dismissals: guarded(createDismissals(database, now), path),
    usage: guarded(createUsage(database), path),
    settings: guarded(
      {
        get: (key: string) => getSql.get(key)?.['value'] as string | undefined,
        set: (key: string, value: string | null) =>
          void (value === null ? dropSql.run(key) : setSql.run(key, value)),
      },
      path,
    ),
    audit: guarded(
      {
        add: ({ at, act, subject, detail }: AuditEntry) => void addSql.run(at, act, subject, detail ?? null),
        list: () => auditSql.all().map((row) => ({ ...row }) as unknown as AuditEntry),
      },
      path,
    ),
    close: () => database.close(),
  };
};

/** Opens the store at `path`. Throws a StoreError. */
export const openStore = (path: string, now: () => number = Date.now, options?: OpenOptions): Store => {
  const database = openDatabase(path, options);
  try {
    return assemble(database, path, now);
  } catch (error) {
    database.close();
    throw toStoreError(error, path);
  }
};
