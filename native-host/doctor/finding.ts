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

/** The result of a check, with what only the owner's terminal may show. */
export interface Finding extends Omit<Check, 'fix' | 'cause'> {
  readonly cause?: CauseName;
  /** Paths, addresses and texts of the system. */
  readonly detail?: string;
  readonly fixBy?: Fix;
}

/** What a finding is about. */
export interface Subject {
  readonly id: string;
  readonly group: CheckGroup;
  /** The name of the browser, or of a part of Turnkey. */
  readonly name: string;
}

/** A check that found no problem. `title` says what is as it should be. */
export const passed = ({ id, group, name }: Subject, title: string, detail?: string): Finding => ({
  ...{ id, group, state: 'ok', title: `${name}: ${title}` },
  ...(detail && { detail }),
});

/** A check that could not run, or that another one makes useless. */
export const skipped = ({ id, group, name }: Subject, title: string): Finding => ({
  ...{ id, group, state: 'skipped', title: `${name}: ${title}` },
});

/** A check that found a problem. */
export const found = ({ id, group, name }: Subject, cause: CauseName, detail?: string): Finding => {
  const { state, title, message, help, fix }: Cause = CAUSES[cause];
  return {
    ...{ id, group, state, title: `${name}: ${title}`, cause },
    ...(message && { message }),
    help,
    ...(fix && { fixBy: fix }),
    ...(detail && { detail }),
  };
};

/** A finding as pages receive it: without paths and texts of the system. */
export const shownCheck = ({ detail: _, fixBy, ...check }: Finding): Check => ({
  ...check,
  ...(fixBy && { fix: true }),
});
