import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';

/** Shared by every copy of the SDK, so that errors are known across bundles and contexts. */
const BRAND = Symbol.for('ollama-turnkey.error');

/**
 * What a call rejects with when the way to Ollama is broken. A `TypeError`, as `fetch` gives for a network
 * failure, so that clients treat it as one; `code` is stable, `help` says what to do next.
 */
export class TurnkeyError extends TypeError {
  override readonly name = 'TurnkeyError';
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly help: string;

  constructor({ code, message, help = ERRORS[code].help }: Problem, options?: ErrorOptions) {
    super(`${message} ${help} [${code}]`, options);
    this.code = code;
    this.help = help;
  }
}

/** True for a Turnkey error, also one of another copy of the SDK. */
export const isTurnkeyError = (error: unknown): error is TurnkeyError =>
  typeof error === 'object' && error !== null && (error as { [BRAND]?: unknown })[BRAND] === true;
