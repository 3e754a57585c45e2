import { expect, test } from 'vitest';
import { formatTable } from './format-table.ts';
import { atMost, createRow } from './row.ts';

test('columns are aligned, and numbers keep three significant digits', () => {
  const rows = [
    createRow(
      { name: 'first token', unit: 'ms', targets: [atMost(0.7, 'direct')] },
      { turnkey: 1.234, native: 0.5, direct: 2.468, floor: 12.34 },
    ),
    createRow({ name: 'rate', unit: 'tokens/s' }, { turnkey: 123_456.7, note: 'refused' }),
  ];
  expect(formatTable(rows).split('\n')).toEqual(
    [
      'What            Unit      Companion  Native  Direct  Floor  Ratio                       Target          Met',
      'first token     ms        1.23       0.50    2.47    12.3   0.50 × direct, 0.10 × floor  ≤ 0.7 × direct  yes',
      'rate (refused)  tokens/s  123,457',
    ].map((line) => line.replace('Ratio                       T', 'Ratio                        T')),
  );
});
