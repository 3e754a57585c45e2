import type { AccountUsage, HourUsage } from '../../../shared/access/usage.ts';
import type { Sql } from '../sql.ts';
import { COUNTS, insertInto, type Row, valuesOf } from '../tables.ts';

/** Most rows of one statement. Bounds the number of statements that a database prepares. */
export const ADDED_AT_ONCE = 32;

/** The clause that adds the counts of a row to those of the row with the same `key`. */
export const addingTo = (key: readonly string[]): string => `ON CONFLICT (${key.join(', ')}) DO UPDATE SET
    ${COUNTS.map((name) => `${name} = old.${name} + excluded.${name}`).join(', ')}`;

/**
 * Returns a function that adds rows of counts to a table: {@link ADDED_AT_ONCE} rows or none of them, then the next ones.
 * @param key the fields that identify a row
 */
export const createAddCounts = (
  part: 'usage' | 'accounts',
  key: readonly string[],
  { relaxed }: Pick<Sql, 'relaxed'>,
): ((...rows: readonly (HourUsage | AccountUsage)[]) => Promise<void>) => {
  const insert = (rows: number) => insertInto(part, rows).replace(`{${part}}`, `{${part}} AS old`);
  const statements = Array.from({ length: ADDED_AT_ONCE }, (_, at) => `${insert(at + 1)} ${addingTo(key)}`);
  const place = (row: Row) => key.map((field) => row[field]).join('\n');
  return async (...added) => {
    const rows: Row[] = added.map((row) => ({ estimated: 0, ...row, ms: Math.round(row.ms) }));
    // In one order, so that processes that lock several rows do not wait for each other.
    if (rows.length > 1) rows.sort((one, other) => (place(one) < place(other) ? -1 : 1));
    for (let at = 0; at < rows.length; at += ADDED_AT_ONCE) {
      const some = rows.slice(at, at + ADDED_AT_ONCE);
      await relaxed(
        statements[some.length - 1] as string,
        some.flatMap((row) => valuesOf(part, row)),
      );
    }
  };
};
