type Cell = string | number | null;

/**
 * Spreadsheets run a cell as a formula if it begins with one of these, also after spaces or invisible characters
 * (https://owasp.org/www-community/attacks/CSV_Injection). Extensions choose their names themselves.
 */
const FORMULA = /^[\s\p{C}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

const cell = (value: Cell): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * A table in CSV (RFC 4180). It begins with a byte order mark, without which Excel misreads UTF-8. A text that a spreadsheet
 * would run as a formula begins with an apostrophe.
 */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

/** A table of objects with the same properties. */
export const csvOf = <Row extends Readonly<Record<string, Cell>>>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string => toCsv([columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]);
