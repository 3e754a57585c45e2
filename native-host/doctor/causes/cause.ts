/** What `doctor --fix` does: installs the host again, or moves the store away. */
export type Fix = 'install' | 'store';

/** A cause that a check can find. */
export interface Cause {
  /** Its number in the list of causes in docs/internals/causes.md; absent for one that was found later. */
  readonly number?: number;
  readonly state: 'warning' | 'error';
  /** Follows the name of the subject: `Chromium: the Turnkey app is not registered`. */
  readonly title: string;
  /** What it means. Absent if the title says it. */
  readonly message?: string;
  /** One sentence with one thing to do. */
  readonly help: string;
  readonly fix?: Fix;
}

/** The command that solves most causes. */
export const INSTALL = 'Run `npx ollama-turnkey install-host`.';
