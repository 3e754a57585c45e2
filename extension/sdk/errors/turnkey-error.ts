import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { LOCAL_HELP } from '../../../shared/errors/local-help.ts';
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
  declare readonly code: ErrorCode;
  declare readonly help: string;

  constructor(
    { code, message, help = (LOCAL_HELP as { [code: string]: string | undefined })[code] ?? '' }: Problem,
    options?: ErrorOptions,
  ) {
    super(`${message} ${help} [${code}]`, options);
    Object.assign(this, { code, help });
  }

  /** What is left of it in a message between the contexts of an extension. */
  toJSON(): { name: string; message: string; code: ErrorCode; help: string } {
    // An error's message is no property that is copied.
    return { ...this, message: this.message };
  }
}

/**
 * True for a Turnkey error, also one of another copy of the SDK, and one that came as JSON from another context
 * of the extension.
 */
export const isTurnkeyError = (error: unknown): error is TurnkeyError => {
  const { [BRAND]: branded, name, code } = Object(error) as Partial<TurnkeyError>;
  return branded || (name === 'TurnkeyError' && typeof code === 'string');
};

/** The parts of an error, which its message joins for those who show nothing else. */
export const problemOf = ({ code, help, message }: TurnkeyError): Required<Problem> & { help: string } => ({
  code,
  help,
  message: message.replace(` ${help} [${code}]`, ''),
});
