import type { Row } from './tables.ts';

/**
 * Runs one statement with bound values. Rejects with a StoreError.
 *
 * Statements are written once for all databases: in the SQL of PostgreSQL, with `{table}` for a table, field names as in
 * the code, and `?` for each value in order. Each database translates them into its names and syntax.
 */
export type Statement = <Found = Row>(text: string, values?: readonly unknown[]) => Promise<Found[]>;

/** Access to a database. */
export interface Sql {
  readonly run: Statement;
  /** The same for a write that a power failure may lose, but a crash of the process may not. */
  readonly relaxed: Statement;
  /** Runs statements in a transaction. Within a transaction, joins it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Within a transaction, takes the lock of this name until the transaction ends. */
  lock(name: string): Promise<void>;
}
