import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';

/**
 * What a browser's words for a broken line mean. The texts are those of Chromium's
 * `native_message_host.cc` and `message_service.cc`, and of Firefox's `NativeMessaging.sys.mjs`.
 */
const WORDS: readonly (readonly [ErrorCode, string, RegExp])[] = [
  ['companion_mismatch', 'extension cannot be reached.', /serialization/i],
  ['companion_missing', 'extension is not there.', /does not exist/i],
  ['host_missing', 'host is not installed.', /host not found|no such native/i],
  ['host_forbidden', 'host may not be used by this extension.', /forbidden|administrator/i],
];

/**
 * The code and sentence for a disconnect; a host that had already answered was interrupted. Every other trouble of a
 * host is told in the browser's own words.
 */
export const classifyDisconnect = (reason = 'it ended before it answered.', answered = false): Problem => {
  const [code, what] = answered
    ? (['interrupted', 'host has ended.'] as const)
    : (WORDS.find(([, , words]) => words.test(reason)) ??
      (['host_failed', `host failed: ${reason}`] as const));
  return { code, message: `The Ollama Turnkey ${what}` };
};
