import type { Pool, PoolClient } from 'pg';
import type { Sql, Statement } from '../sql.ts';
import type { StoreError } from '../store-error.ts';
import type { TroubleLog } from '../trouble-log.ts';
import { toPostgresError } from './postgres-error.ts';
import { fromPostgres, toPostgres } from './translate.ts';

/** Name of what fails outside of a statement, for the trouble log. */
const TRANSACTION = 'transaction';

/** Attempts to run a transaction. The database aborts all but one of those that deadlock. */
const ATTEMPTS = 5;

/** serialization_failure, deadlock_detected (https://www.postgresql.org/docs/15/errcodes-appendix.html). */
const REPEATABLE: ReadonlySet<unknown> = new Set(['40001', '40P01']);

const isRepeatable = ({ cause }: StoreError) =>
  REPEATABLE.has((cause as { code?: unknown } | undefined)?.code);

/** Translates and names each statement once. PostgreSQL plans a named statement once per connection. */
const createPrepare = () => {
  const prepared = new Map<string, { readonly name: string; readonly text: string }>();
  return (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    const made = { name: `turnkey_${prepared.size}`, text: toPostgres(text) };
    prepared.set(text, made);
    return made;
  };
};

/** @param open resolves with the pool of a migrated database; rejects with a StoreError */
export const createDatabase = (
  open: () => Promise<Pool>,
  address: string,
  troubles: TroubleLog,
): Sql & { snapshot: Sql['transaction'] } => {
  const prepare = createPrepare();

  /** Reports success or failure. Throws a StoreError. */
  const reported = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await work();
      troubles.worked(what);
      return result;
    } catch (error) {
      const failure = toPostgresError(error, address);
      troubles.failed(what, failure);
      throw failure;
    }
  };

  const on =
    (connect: () => Promise<Pool | PoolClient>): Statement =>
    <Found>(text: string, values: readonly unknown[] = []) => {
      const { name, text: translated } = prepare(text);
      return reported(name, async () => {
        const client = await connect();
        const { rows } = await client.query({ name, text: translated, values: [...values] });
        return rows.map((row) => fromPostgres<Found>(row));
      });
    };

  const within = (client: PoolClient): Sql => {
    const run = on(async () => client);
    const sql: Sql = {
      run,
      relaxed: run,
      async lock(name) {
        await run('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
      },
      transaction: (work) => work(sql),
    };
    return sql;
  };

  const attempt = async <Result>(begin: string, work: (sql: Sql) => Promise<Result>): Promise<Result> => {
    const client = await reported(TRANSACTION, async () => (await open()).connect());
    try {
      await reported(TRANSACTION, () => client.query(begin));
      const result = await work(within(client));
      await reported(TRANSACTION, () => client.query('COMMIT'));
      client.release();
      return result;
    } catch (error) {
      // Closing the connection rolls back in every state.
      client.release(true);
      throw error;
    }
  };

  const transact = async <Result>(begin: string, work: (sql: Sql) => Promise<Result>): Promise<Result> => {
    for (let left = ATTEMPTS - 1; ; left -= 1) {
      try {
        return await attempt(begin, work);
      } catch (error) {
        if (left === 0 || !isRepeatable(error as StoreError)) throw error;
      }
    }
  };

  const run = on(open);
  return {
    run,
    relaxed: run,
    lock: async () => {},
    transaction: (work) => transact('BEGIN', work),
    snapshot: (work) => transact('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
  };
};
