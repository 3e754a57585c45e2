import type { Sql, Statement } from '../sql.ts';
import { StoreError, toStoreError } from '../store-error.ts';
import type { OpenFile } from './open-file.ts';
import type { Run } from './run-patiently.ts';

/** Statements and transactions on the file that is open now. */
export interface Sqlite {
  /** `run` says how long they wait for another process. */
  sql(run: Run): Sql;
  /** Runs statements that all read the same state of the file. */
  snapshot<Result>(run: Run, work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Settles when the transaction that is open now has ended; undefined if there is none. */
  idle(): Promise<void> | undefined;
}

type Outcome<Result> = { readonly result: Result } | { readonly thrown: unknown };

/** Statements of an open transaction. */
const within = (file: OpenFile, path: string): Sql => {
  const run: Statement = async <Found>(text: string, values: readonly unknown[] = []) => {
    try {
      return file.all<Found>(text, values);
    } catch (error) {
      throw toStoreError(error, path);
    }
  };
  // A write transaction locks the whole file: no further lock is needed.
  const sql: Sql = { run, relaxed: run, lock: async () => {}, transaction: (work) => work(sql) };
  return sql;
};

/**
 * A transaction is a row of statements on the one connection, so no other call of this process may come in between:
 * each waits for `idle`. `current` gives the open file, and throws a StoreError.
 */
export const createSqlite = (path: string, current: () => OpenFile): Sqlite => {
  let open: Promise<void> | undefined;

  /** One attempt. What `work` throws of its own is an outcome; a failure of the store is thrown, and may be retried. */
  const attempt = async <Result>(
    begin: string,
    work: (sql: Sql) => Promise<Result>,
  ): Promise<Outcome<Result>> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const file = current();
    file.database.exec(begin);
    open = promise;
    try {
      const outcome = await work(within(file, path)).then(
        (result): Outcome<Result> => ({ result }),
        (thrown): Outcome<Result> => {
          if (thrown instanceof StoreError) throw thrown;
          return { thrown };
        },
      );
      file.database.exec('thrown' in outcome ? 'ROLLBACK' : 'COMMIT');
      return outcome;
    } catch (error) {
      // SQLite itself has rolled back where it could not go on.
      if (file.database.isTransaction) file.database.exec('ROLLBACK');
      throw error;
    } finally {
      open = undefined;
      resolve();
    }
  };

  const transact = async <Result>(run: Run, begin: string, work: (sql: Sql) => Promise<Result>) => {
    const outcome = await run('transaction', () => attempt(begin, work));
    if ('thrown' in outcome) throw outcome.thrown;
    return outcome.result;
  };

  return {
    idle: () => open,
    sql: (run) => ({
      run: (text, values = []) => run(text, () => current().all(text, values)),
      relaxed: (text, values = []) =>
        run(text, () => {
          const file = current();
          return file.relaxed(() => file.all(text, values));
        }),
      lock: async () => {},
      transaction: (work) => transact(run, 'BEGIN IMMEDIATE', work),
    }),
    snapshot: (run, work) => transact(run, 'BEGIN', work),
  };
};
