import type { ErrorAction } from './action.ts';
import { ERRORS, type ErrorCode } from './codes.ts';

/** An error as it is sent in messages: a stable code, what happened, and what to do next. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly help?: string | undefined;
  /** What solves the problem with one click. The command of `copy-command` is in backticks in `help`. */
  readonly action?: ErrorAction | undefined;
  /** The page to install Turnkey from, if that solves the problem. */
  readonly url?: string | undefined;
}

/** A problem with one of the given codes. */
export interface ProblemOf<Code extends ErrorCode> extends Problem {
  readonly code: Code;
}

/** What solves an error with one click. */
export const actionFor = (code: ErrorCode): ErrorAction | undefined => {
  const entry = ERRORS[code];
  return 'action' in entry ? entry.action : undefined;
};

/** Creates a problem with the help and the action of its code. `message` must not contain a key or a prompt. */
export const problem = <Code extends ErrorCode>(code: Code, message: string): ProblemOf<Code> => ({
  code,
  message,
  help: ERRORS[code].help,
  action: actionFor(code),
});
