import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { toPostgresError } from './postgres-error.ts';

/** Runs one statement, its values bound and never written into it. Throws a StoreError. */
export type Query = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The way to the database for all parts of the store. */
export interface Database {
  readonly query: Query;
  /** Runs several statements as one: all of them count, or none. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
}

/** Each statement is planned once by each connection, under a name of its own. */
const createNames = () => {
  const names = new Map<string, string>();
  return (text: string): string => {
    const name = names.get(text) ?? `turnkey_${names.size}`;
    names.set(text, name);
    return name;
  };
};

export const createDatabase = (pool: Pool, address: string): Database => {
  const nameOf = createNames();
  const on =
    (client: Pool | PoolClient): Query =>
    async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      try {
        return (await client.query<Row>({ name: nameOf(text), text, values: [...values] })).rows;
      } catch (error) {
        throw toPostgresError(error, address);
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
        return result;
      } catch (error) {
        // Closing the connection rolls back, whatever state it is in.
        client?.release(true);
        throw toPostgresError(error, address);
      }
    },
  };
};
