import type { ErrorAction } from './action.ts';
import type { ErrorCode } from './codes.ts';

/** An error that any client threw, as a text for users. */
export interface Explanation {
  /** Undefined if the error is unrelated to Turnkey and Ollama. */
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly help: string | undefined;
  /** What solves the problem with one click. The command of `copy-command` is in backticks in `help`. */
  readonly action?: ErrorAction | undefined;
  /** The page to install Turnkey from, if that solves the problem. */
  readonly url?: string | undefined;
}
