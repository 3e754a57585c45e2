import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { toStoreError } from '../store-error.ts';
import { type Durability, durabilityOf } from './durability.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { permissionVersionOf } from './permission-version.ts';
import { fromSqlite, toSqlite } from './translate.ts';

/** An open SQLite file. Its methods are synchronous, and throw the errors of SQLite. */
export interface OpenFile {
  readonly database: DatabaseSync;
  /** Runs a statement. Each text is prepared once. */
  all<Found>(text: string, values: readonly unknown[]): Found[];
  readonly durability: Durability;
  /** Differs after each change of permissions by another process. */
  readonly version: () => number;
  close(): void;
}

/** Wraps a migrated database. */
export const onDatabase = (database: DatabaseSync): OpenFile => {
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known) return known;
    const statement = database.prepare(toSqlite(text));
    prepared.set(text, statement);
    return statement;
  };
  return {
    database,
    // `all` and not `get`: only the last step of a statement commits, and reports a failure of that.
    all: <Found>(text: string, values: readonly unknown[]) =>
      prepare(text)
        .all(...(values as SQLInputValue[]))
        .map((row) => fromSqlite<Found>(row)),
    durability: durabilityOf(database),
    version: permissionVersionOf(database),
    close: () => database.close(),
  };
};

/** Opens a SQLite file. Throws a StoreError. */
export const openFile = (path: string, options: OpenOptions): OpenFile => {
  const database = openDatabase(path, options);
  try {
    return onDatabase(database);
  } catch (error) {
    database.close();
    throw toStoreError(error, path);
  }
};
