/** The subject of a row. */
export type ReportItem = 'host' | 'command' | 'wrapper' | 'manifest' | 'registry key' | 'store' | 'browser';

/** What was done; in a dry run, what would be done. */
export type ReportOutcome =
  | 'written'
  | 'unchanged'
  | 'removed'
  | 'kept'
  | 'skipped'
  | 'unsupported'
  | 'failed';

/** A file, directory or registry key that was written, removed or kept. */
export interface ReportRow {
  /** The names of the browsers that it is for; empty if for all. */
  readonly browser: string;
  readonly what: ReportItem;
  /** A file, directory or registry key. */
  readonly path: string;
  readonly outcome: ReportOutcome;
  /** A sentence for the user. */
  readonly note?: string;
}

interface Report {
  /** True if nothing was written. */
  readonly dryRun: boolean;
  readonly dataDirectory: string;
  readonly rows: readonly ReportRow[];
}

/** What an install did. It has failed for a browser where a row's outcome is `failed`. */
export interface InstallReport extends Report {
  readonly action: 'install';
}

/** What an uninstall did. */
export interface UninstallReport extends Report {
  readonly action: 'uninstall';
}

/** The wording of an outcome in a dry run. */
const WOULD: Partial<Record<ReportOutcome, string>> = {
  written: 'would be written',
  removed: 'would be removed',
};

const HEADINGS = ['WHAT', 'OUTCOME', 'FOR', 'WHERE'];

const NOTHING = {
  install:
    'No supported browser was found. Install one and run the command again, or name one with --browser or --user-data-dir.',
  uninstall: 'Nothing was installed here.',
};

/**
 * A report as a table for the terminal: one line each, columns aligned, notes numbered below. Ends with a newline.
 * Paths come last, so that their length and script cannot spoil the columns.
 */
export const formatReport = ({ action, dryRun, rows }: InstallReport | UninstallReport): string => {
  const notes = [...new Set(rows.map(({ note }) => note).filter((note) => note !== undefined))];
  const cells = rows.map((row) => [
    row.what,
    (dryRun ? WOULD[row.outcome] : undefined) ?? row.outcome,
    row.browser || 'all',
    row.note === undefined ? row.path : `${row.path} [${notes.indexOf(row.note) + 1}]`,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(...[heading, ...cells.map((line) => line[column] ?? '')].map((cell) => cell.length)),
  );
  const line = (columns: readonly string[]): string =>
    columns
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const blocks = [
    rows.length > 0 ? [HEADINGS, ...cells].map(line) : [],
    notes.map((note, index) => `[${index + 1}] ${note}`),
    reachesBrowser(rows, action) ? [] : [NOTHING[action]],
    dryRun ? ['Dry run: nothing was changed.'] : [],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
};

/** Whether an install has a row for a browser, or an uninstall any row. */
const reachesBrowser = (rows: readonly ReportRow[], action: keyof typeof NOTHING): boolean =>
  action === 'install' ? rows.some(({ browser }) => browser !== '') : rows.length > 0;
