/** `error`: Turnkey cannot be used as it is. `warning`: it works, but not for long or not everywhere. */
export type CheckState = 'ok' | 'warning' | 'error' | 'skipped';

/** The subject of a check: `ollama-turnkey doctor GROUP` runs one group. */
export type CheckGroup = 'app' | 'browsers' | 'store' | 'ollama';

/** The result of one check. All texts are English sentences for the user, without paths and system messages. */
export interface Check {
  /** Stable and unique within a check-up, for example `app.start` or `browsers.chromium`. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly state: CheckState;
  /** What was checked, or the problem in a few words. */
  readonly title: string;
  /** The stable name of the problem, for example `manifest_missing`. Absent for `ok`. */
  readonly cause?: string;
  /** What the problem means. */
  readonly message?: string;
  /** What to do next. */
  readonly help?: string;
  /** Whether `ollama-turnkey doctor --fix` solves it. */
  readonly fix?: boolean;
}

/** The results of all checks of an installation, in the order in which to solve problems. */
export interface CheckUp {
  readonly schema: 1;
  readonly checks: readonly Check[];
}
