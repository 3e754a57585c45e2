import type { ErrorCode } from './codes.ts';

/** An error that any client threw, in the words to show a person. */
export interface Explanation {
  /** Undefined where the error has nothing to do with the way to Ollama. */
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly help: string | undefined;
}
