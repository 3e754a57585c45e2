import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';

/**
 * What a browser's words for a broken line mean. The texts are those of Chromium's
 * `native_message_host.cc` and `message_service.cc`, and of Firefox's `NativeMessaging.sys.mjs`.
 */
const WORDS: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/serialization/i, 'companion_mismatch', 'extension cannot be reached.'],
  [/does not exist/i, 'companion_missing', 'extension is not there.'],
  [/host not found|no such native/i, 'host_missing', 'host is not installed.'],
  [/forbidden|administrator/i, 'host_forbidden', 'host may not be used by this extension.'],
];

const problem = (code: ErrorCode, what: string): Problem => ({ code, message: `The Ollama Turnkey ${what}` });

/**
 * The code and sentence for a disconnect; a host that had already answered was interrupted. Every other trouble of a
 * host is told in the browser's own words.
 */
export const classifyDisconnect = (reason = 'it ended before it answered.', answered = false): Problem => {
  const known = WORDS.find(([words]) => words.test(reason));
  if (answered) return problem('interrupted', 'host has ended.');
  return known ? problem(known[1], known[2]) : problem('host_failed', `host failed: ${reason}`);
};
