import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { TroubleLog } from '../trouble-log.ts';
import { toPostgresError } from './postgres-error.ts';

/** Runs one statement, its values bound and never written into it. Throws a StoreError. */
export type Query = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The way to the database for all parts of the store. */
export interface Database {
  readonly query: Query;
  /** Runs several statements as one: all of them count, or none. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
}

/** Names what fails outside of a statement. */
const TRANSACTION = 'transaction';

/** Each statement is planned once by each connection, under a name of its own. */
const createNames = () => {
  const names = new Map<string, string>();
  return (text: string): string => {
    const name = names.get(text) ?? `turnkey_${names.size}`;
    names.set(text, name);
    return name;
  };
};

export const createDatabase = (pool: Pool, address: string, troubles: TroubleLog): Database => {
  const nameOf = createNames();
  const on =
    (client: Pool | PoolClient): Query =>
    async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const name = nameOf(text);
      try {
        const { rows } = await client.query<Row>({ name, text, values: [...values] });
        troubles.worked(name);
        return rows;
      } catch (error) {
        const failure = toPostgresError(error, address);
        troubles.failed(name, failure);
        throw failure;
      }
    };
  return {
    query: on(pool),
    async transaction(work) {
      let client: PoolClient | undefined;
      try {
        client = await pool.connect();
        await client.query('BEGIN');
        const result = await work(on(client));
        await client.query('COMMIT');
        client.release();
        troubles.worked(TRANSACTION);
        return result;
      } catch (error) {
        // Closing the connection rolls back, whatever state it is in.
        client?.release(true);
        const failure = toPostgresError(error, address);
        troubles.failed(TRANSACTION, failure);
        throw failure;
      }
    },
  };
};
