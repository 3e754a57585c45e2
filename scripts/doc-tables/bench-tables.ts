import measured from '../bench/measured.json' with { type: 'json' };
import measuredExecutable from '../bench/measured-executable.json' with { type: 'json' };
import { tableCells } from '../bench/report/format-table.ts';
import type { Row as BenchRow } from '../bench/report/row.ts';
import { serveCells } from '../bench-serve/format-rows.ts';
import measuredServe from '../bench-serve/measured.json' with { type: 'json' };
import { markdown } from './markdown.ts';

const cells = ([head = [], ...rows]: readonly (readonly string[])[]): string => markdown(head, rows);

const rowsOf = ({ rows }: { readonly rows: unknown }) => rows as readonly BenchRow[];

/** The published runs. Each bench writes its own with `--json` and the path of the file here. */
export const bench = (): string => cells(tableCells(rowsOf(measured)));
export const benchExecutable = (): string => cells(tableCells(rowsOf(measuredExecutable)));
export const benchServe = (): string => cells(serveCells(rowsOf(measuredServe)));
