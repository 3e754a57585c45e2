import type { ErrorCode } from './codes.ts';

/** An error that any client threw, as a text for users. */
export interface Explanation {
  /** Undefined if the error is unrelated to Turnkey and Ollama. */
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly help: string | undefined;
  /** The page to install Turnkey from, if that solves the problem. */
  readonly url?: string | undefined;
}
