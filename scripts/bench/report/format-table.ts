import type { Row } from './row.ts';

const number = (value: number | null): string => {
  if (value === null) return '';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
};

const ratios = (row: Row): string =>
  Object.entries(row.ratios)
    .map(([to, ratio]) => `${ratio.toFixed(2)} × ${to}`)
    .join(', ');

const HEAD = ['What', 'Unit', 'Companion', 'Native', 'Direct', 'Floor', 'Ratio', 'Target', 'Met'];

const MET = new Map<boolean | null, string>([
  [true, 'yes'],
  [false, 'no'],
  [null, ''],
]);

/** The cells of the result, header first. */
export const tableCells = (rows: readonly Row[]): readonly (readonly string[])[] => [
  HEAD,
  ...rows.map((row) => [
    row.note ? `${row.name} (${row.note})` : row.name,
    row.unit,
    number(row.turnkey),
    number(row.native),
    number(row.direct),
    number(row.floor),
    ratios(row),
    row.target ?? '',
    MET.get(row.met) ?? '',
  ]),
];

/** Formats the result for a terminal. */
export const formatTable = (rows: readonly Row[]): string => {
  const cells = tableCells(rows);
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
