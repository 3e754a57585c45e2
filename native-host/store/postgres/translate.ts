import type { Row } from '../tables.ts';

/** Translates a statement to PostgreSQL: names in snake case, and numbered parameters. */
export const toPostgres = (text: string): string => {
  let values = 0;
  return text
    .replaceAll(/\{(\w+)\}/g, 'turnkey_$1')
    .replaceAll(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) =>
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    .replaceAll('?', () => {
      values += 1;
      return `$${values}`;
    });
};

const fieldOf = (column: string) =>
  column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Translates a row back to the names of the code. */
export const fromPostgres = <Found>(row: Row): Found => {
  const found: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    found[fieldOf(column)] = Buffer.isBuffer(value) ? new Uint8Array(value) : value;
  }
  return found as Found;
};
