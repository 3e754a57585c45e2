import type { Check, CheckGroup } from '../../shared/protocol/check-up.ts';
import { APP_CAUSES } from './causes/app-causes.ts';
import { BROWSER_CAUSES } from './causes/browser-causes.ts';
import type { Cause, Fix } from './causes/cause.ts';
import { OLLAMA_CAUSES } from './causes/ollama-causes.ts';
import { STORE_CAUSES } from './causes/store-causes.ts';

/** Every cause that `doctor` tells apart. */
export const CAUSES = { ...BROWSER_CAUSES, ...APP_CAUSES, ...STORE_CAUSES, ...OLLAMA_CAUSES };

/** The stable name of a cause. */
export type CauseName = keyof typeof CAUSES;

/** What a finding is about. */
export interface Subject {
  readonly id: string;
  readonly group: CheckGroup;
  /** The name of the browser, or of a part of Turnkey. */
  readonly name: string;
}

/** The result of a check, with what only the owner's terminal may show. */
export interface Finding extends Subject, Omit<Check, 'fix' | 'cause' | 'title'> {
  /** What was found, in a few words that follow the name. */
  readonly what: string;
  readonly cause?: CauseName;
  /** Paths, addresses and texts of the system. */
  readonly detail?: string;
  readonly fixBy?: Fix;
}

/** `Chromium: the Turnkey app is not registered`. */
export const titleOf = ({ name, what }: Pick<Finding, 'name' | 'what'>): string => `${name}: ${what}`;

/** Whether a finding is something to solve. */
export const isProblem = ({ state }: Pick<Finding, 'state'>): boolean =>
  state === 'error' || state === 'warning';

/** A check that found no problem. `what` says what is as it should be. */
export const passed = ({ id, group, name }: Subject, what: string, detail?: string): Finding => ({
  ...{ id, group, name, state: 'ok', what },
  ...(detail && { detail }),
});

/** A check that could not run, or that another one makes useless. */
export const skipped = ({ id, group, name }: Subject, what: string): Finding => ({
  ...{ id, group, name, state: 'skipped', what },
});

/** A check that found a problem. */
export const found = ({ id, group, name }: Subject, cause: CauseName, detail?: string): Finding => {
  const { state, title, message, help, fix }: Cause = CAUSES[cause];
  return {
    ...{ id, group, name, state, what: title, cause },
    ...(message && { message }),
    help,
    ...(fix && { fixBy: fix }),
    ...(detail && { detail }),
  };
};

/**
 * Names the command as the user starts it. The help names `npx`, which works wherever Node is; the single executable is
 * for those without it.
 */
export const withOwnCommand = (finding: Finding, isExecutable = false): Finding =>
  isExecutable && finding.help
    ? { ...finding, help: finding.help.replace('npx ollama-turnkey ', 'ollama-turnkey ') }
    : finding;

/** A finding as pages receive it: without paths and texts of the system. */
export const shownCheck = ({ detail: _, fixBy, name, what, ...check }: Finding): Check => ({
  ...check,
  title: titleOf({ name, what }),
  ...(fixBy && { fix: true }),
});
