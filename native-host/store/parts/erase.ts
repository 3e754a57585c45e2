import type { Erase } from '../contract.ts';
import type { Sql } from '../sql.ts';
import type { ContentsPart } from '../store-contents.ts';
import { CONTENTS_PARTS } from '../tables.ts';

/** What the owner decided. All other parts record what happened. */
const DECISIONS: ReadonlySet<ContentsPart> = new Set([
  'grants',
  'denials',
  'dismissals',
  'settings',
  'audit',
] as const);

const deleteFrom = (table: string) => `DELETE FROM {${table}}`;

/** What is recorded of requests, and nothing else refers to. */
const RECORDS = [...CONTENTS_PARTS.filter((part) => !DECISIONS.has(part)), 'turns', 'quotas'].map(deleteFrom);

const OTHERS = ['denials', 'dismissals', 'audit'].map(deleteFrom);

/** @param changed called after each change of permissions */
export const createErase = (sql: Sql, changed: () => void): Erase => {
  /** One transaction, also outside of one. */
  const runAll = (statements: readonly string[], grantIds: readonly string[] = []) =>
    sql.transaction(async ({ run }) => {
      for (const each of statements) await run(each, each.includes('?') ? grantIds : []);
    });
  return {
    usage: () => runAll(RECORDS),
    async allBut(grantIds) {
      const places = grantIds.map(() => '?').join(', ');
      const others = `${deleteFrom('grants')} ${places && `WHERE id NOT IN (${places})`}`;
      await runAll([...RECORDS, ...OTHERS, others], grantIds);
      changed();
    },
  };
};
