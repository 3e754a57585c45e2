import { actionOf, type ErrorAction } from '../../../shared/errors/action.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { LOCAL_HELP } from '../../../shared/errors/local-help.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import { setupUrlOf } from '../../../shared/setup-url.ts';
import { readField } from './unwrap-error.ts';

/**
 * The error with which a call rejects if Ollama cannot be reached. It is a `TypeError`, which `fetch` uses for network
 * errors (https://fetch.spec.whatwg.org/#fetch-method), so that clients treat it as one. `code` is stable; `help` says
 * what to do next.
 */
export class TurnkeyError extends TypeError {
  override readonly name = 'TurnkeyError';
  declare readonly code: ErrorCode;
  declare readonly help: string;
  /** What solves the problem with one click. The command of `copy-command` is in backticks in `help`. */
  declare readonly action: ErrorAction | undefined;

  constructor(
    {
      code,
      message,
      help = (LOCAL_HELP as { [code: string]: string | undefined })[code] ?? '',
      action = actionOf(code, help),
    }: Problem,
    options?: ErrorOptions,
  ) {
    super(`${message} ${help} [${code}]`, options);
    Object.assign(this, { code, help, action });
  }

  /** The JSON form, which `sendMessage` uses between the contexts of an extension in Chromium. */
  toJSON(): { name: string; message: string; code: ErrorCode; help: string } {
    // Spread copies enumerable properties only, and the message of an error is not enumerable.
    return { ...this, message: this.message };
  }
}

/**
 * Whether a value is a Turnkey error. Recognises errors from another copy of the SDK, and errors that arrived as JSON
 * from another context of the extension.
 */
export const isTurnkeyError = (error: unknown): error is TurnkeyError =>
  readField(error, 'name') === 'TurnkeyError' && typeof readField(error, 'code') === 'string';

/** The parts of an error. Its `message` contains all three, for code that shows nothing else. */
export const problemOf = ({
  code,
  help,
  action,
  message,
}: TurnkeyError): Problem & { readonly help: string } => ({
  code,
  help,
  action,
  message: message.replace(` ${help} [${code}]`, ''),
  url: setupUrlOf(code),
});
