import type { Sql, Statement } from '../sql.ts';
import { StoreError, toStoreError } from '../store-error.ts';
import type { OpenFile } from './open-file.ts';
import type { Run } from './run-patiently.ts';

/** Statements and transactions on the current file. */
export interface Sqlite {
  /** `run` determines how long statements wait for another process. */
  sql(run: Run): Sql;
  /** Runs statements that all see the same state of the file. */
  snapshot<Result>(run: Run, work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Settles when the open transaction has ended. Undefined if there is none. */
  idle(): Promise<void> | undefined;
}

/** Statements of an open transaction. */
const within = (file: OpenFile, path: string): Sql => {
  const run: Statement = async <Found>(text: string, values: readonly unknown[] = []) => {
    try {
      return file.all<Found>(text, values);
    } catch (error) {
      throw toStoreError(error, path);
    }
  };
  // A write transaction locks the whole file, so `lock` has nothing to do.
  const sql: Sql = { run, relaxed: run, lock: async () => {}, transaction: (work) => work(sql) };
  return sql;
};

/**
 * A process has one connection, so all its other calls wait for `idle` while a transaction is open.
 * @param current returns the open file; throws a StoreError
 */
export const createSqlite = (path: string, current: () => OpenFile): Sqlite => {
  let open: Promise<void> | undefined;

  /** One attempt. Rejects with a StoreError, which may be retried. Any other error of `work` is in the outcome. */
  const attempt = async <Result>(
    begin: string,
    work: (sql: Sql) => Promise<Result>,
  ): Promise<() => Result> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const file = current();
    file.durability.full();
    file.database.exec(begin);
    open = promise;
    let isWorking = true;
    try {
      const result = await work(within(file, path));
      isWorking = false;
      file.database.exec('COMMIT');
      return () => result;
    } catch (error) {
      // After some errors SQLite has already rolled back (https://www.sqlite.org/lang_transaction.html).
      if (file.database.isTransaction) file.database.exec('ROLLBACK');
      if (!isWorking || error instanceof StoreError) throw error;
      return () => {
        throw error;
      };
    } finally {
      open = undefined;
      resolve();
    }
  };

  const transact = async <Result>(run: Run, begin: string, work: (sql: Sql) => Promise<Result>) => {
    const outcome = await run('transaction', () => attempt(begin, work));
    return outcome();
  };

  return {
    idle: () => open,
    sql: (run) => ({
      run: (text, values = []) =>
        run(text, () => {
          const file = current();
          file.durability.full();
          return file.all(text, values);
        }),
      relaxed: (text, values = []) =>
        run(text, () => {
          const file = current();
          file.durability.relaxed();
          return file.all(text, values);
        }),
      lock: async () => {},
      transaction: (work) => transact(run, 'BEGIN IMMEDIATE', work),
    }),
    snapshot: (run, work) => transact(run, 'BEGIN', work),
  };
};
