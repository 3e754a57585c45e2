import type { Erase } from '../contract.ts';
import type { Sql } from '../sql.ts';

/** What is counted of requests, and nothing else refers to. */
const COUNTS = ['DELETE FROM {usage}', 'DELETE FROM {turns}'];

const RECORDS = ['DELETE FROM {denials}', 'DELETE FROM {dismissals}', 'DELETE FROM {audit}'];

/** @param changed called after each change of permissions */
export const createErase = (sql: Sql, changed: () => void): Erase => {
  /** One transaction, also outside of one. */
  const runAll = (statements: readonly string[], grantIds: readonly string[] = []) =>
    sql.transaction(async ({ run }) => {
      for (const each of statements) await run(each, each.includes('?') ? grantIds : []);
    });
  return {
    usage: () => runAll(COUNTS),
    async allBut(grantIds) {
      const places = grantIds.map(() => '?').join(', ');
      const others = `DELETE FROM {grants} ${places && `WHERE id NOT IN (${places})`}`;
      await runAll([...COUNTS, ...RECORDS, others], grantIds);
      changed();
    },
  };
};
