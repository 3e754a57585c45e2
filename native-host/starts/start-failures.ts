import type { ErrorCode } from '../../shared/errors/codes.ts';

interface StartFailure {
  /** The exit code of the process. */
  readonly exit: number;
  readonly code: ErrorCode;
  /** For the browser's user. ASCII without quotes, `%` and backslashes: a shell script and a batch file contain it. */
  readonly message: string;
  readonly help: string;
}

const INSTALL_NODE =
  'Install Node.js 22.19 or newer from nodejs.org, then run `npx ollama-turnkey install-host` again.';
const INSTALL_AGAIN = 'Run `npx ollama-turnkey install-host` again.';

/** Why the host could not start, found by the wrapper or by the host's first file. */
export const START_FAILURES = {
  node_missing: {
    exit: 127,
    code: 'node_missing',
    message: 'The Turnkey app needs Node.js, which was not found.',
    help: INSTALL_NODE,
  },
  node_old: {
    exit: 1,
    code: 'node_missing',
    message: 'The Turnkey app needs a newer Node.js than the one on this computer.',
    help: INSTALL_NODE,
  },
  host_missing: {
    exit: 126,
    code: 'host_failed',
    message: 'The program file of the Turnkey app is missing.',
    help: INSTALL_AGAIN,
  },
  part_missing: {
    exit: 1,
    code: 'host_failed',
    message: 'A file of the Turnkey app is missing or damaged.',
    help: INSTALL_AGAIN,
  },
} as const satisfies Record<string, StartFailure>;

/** The stable name of a failure. */
export type StartFailureName = keyof typeof START_FAILURES;

/**
 * The length of a frame's JSON, for each failure: padded with spaces, so that the bytes of the length are ASCII, and
 * none of them is a line end or the end-of-file mark of Windows.
 */
const JSON_LENGTH = 0x0140;

/** The JSON of the last message to the browser. Runs in Node 12, too. */
export const lastWords = (name: StartFailureName): string => {
  const { code, message, help } = START_FAILURES[name];
  const text = JSON.stringify({ type: 'error', code, message, help });
  return text.padEnd(JSON_LENGTH);
};

/** The four bytes before the JSON: its length in the byte order of the machine, which is little-endian everywhere. */
export const LAST_WORDS_HEADER: readonly number[] = [JSON_LENGTH & 0xff, JSON_LENGTH >> 8, 0, 0];
