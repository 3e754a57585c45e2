import { table } from '../../native-host/cli/table.ts';
import type { Row } from '../bench/report/row.ts';

const number = (value: number | undefined): string =>
  value === undefined ? '-' : value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : 2 });

/** The result as cells, header first, with a column for each contender. */
export const serveCells = (rows: readonly Row[]): readonly (readonly string[])[] => {
  const others = [...new Set(rows.flatMap(({ against = {} }) => Object.keys(against)))];
  const ratio = ({ ratios }: Row) => others.map((other) => ratios[other]?.toFixed(2) ?? '-').join(' ');
  return [
    ['What', 'Unit', 'serve', ...others, 'Ratios', 'Target', 'Met'],
    ...rows.map((row) => [
      row.note ? `${row.name} (${row.note})` : row.name,
      row.unit,
      number(row.turnkey),
      ...others.map((other) => number(row.against?.[other])),
      ratio(row),
      row.target ?? '',
      row.met === null ? '' : row.met ? 'yes' : 'no',
    ]),
  ];
};

/** Formats the result for a terminal. */
export const formatRows = (rows: readonly Row[]): string => table(serveCells(rows));
