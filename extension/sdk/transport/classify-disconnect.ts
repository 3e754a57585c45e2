import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';

/**
 * What a browser's words for a broken line mean. The texts are those of Chromium's
 * `native_message_host.cc` and `message_service.cc`, and of Firefox's `NativeMessaging.sys.mjs`.
 */
const WORDS: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/different message serialization/i, 'companion_mismatch', 'The companion could not be reached.'],
  [/receiving end does not exist/i, 'companion_missing', 'The Ollama Turnkey extension is not there.'],
  [/messaging host not found|no such native/i, 'host_missing', 'The Ollama Turnkey host is not installed.'],
  [/host is forbidden/i, 'host_forbidden', 'The installed host does not let this extension in.'],
  [/disabled by the system administrator/i, 'host_forbidden', 'A policy forbids the Ollama Turnkey host.'],
  [/failed to start native/i, 'host_failed', 'The Ollama Turnkey host could not be started.'],
  [/native host has exited/i, 'host_failed', 'The Ollama Turnkey host has ended.'],
  [/communicating with the native/i, 'host_failed', 'The Ollama Turnkey host wrote something unreadable.'],
];

/** The code and sentence for a disconnect; a host that had already answered was interrupted. */
export const classifyDisconnect = (reason: string | undefined, answered: boolean): Problem => {
  if (answered) return { code: 'interrupted', message: 'The Ollama Turnkey host has ended.' };
  const known = WORDS.find(([words]) => reason !== undefined && words.test(reason));
  if (known) return { code: known[1], message: known[2] };
  return { code: 'host_failed', message: 'The Ollama Turnkey host ended before it answered.' };
};
