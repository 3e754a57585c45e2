/** What a row of a report is about. */
export type ReportItem = 'host' | 'wrapper' | 'manifest' | 'registry key' | 'store' | 'browser';

/** What was done with it; in a dry run, what would be. */
export type ReportOutcome =
  | 'written'
  | 'unchanged'
  | 'removed'
  | 'kept'
  | 'skipped'
  | 'unsupported'
  | 'failed';

/** One thing that was written, removed or left. */
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
