import type { Row } from './tables.ts';

/**
 * Runs one statement, its values bound and never written into it. Rejects with a StoreError.
 *
 * Statements are written once for every database: PostgreSQL's SQL with the code's own names, `{table}` for a table and
 * `?` for each value in turn. A database translates that into its own names and syntax.
 */
export type Statement = <Found = Row>(text: string, values?: readonly unknown[]) => Promise<Found[]>;

/** The way to a database for all parts of a store. */
export interface Sql {
  readonly run: Statement;
  /** The same for a write that may be lost with the power, but not with the process. */
  readonly relaxed: Statement;
  /** Runs several statements as one: all of them count, or none. Within a transaction they join it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Within a transaction, waits for others that hold this name, and holds it to the end. */
  lock(name: string): Promise<void>;
}
