import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';

/**
 * The meaning of a browser's reason for a disconnect.
 * https://github.com/chromium/chromium/blob/60039d4d4bd7/extensions/browser/api/messaging/native_message_host.cc
 * https://github.com/chromium/chromium/blob/c283199ad83d/extensions/browser/api/messaging/message_service.cc
 * https://github.com/mozilla/gecko-dev/blob/390455a8cc05/toolkit/components/extensions/NativeMessaging.sys.mjs
 */
const REASONS: readonly (readonly [ErrorCode, string, RegExp])[] = [
  ['companion_mismatch', 'extension cannot be reached.', /serialization/i],
  ['companion_missing', 'extension is not installed.', /does not exist/i],
  ['host_missing', 'app is not installed.', /host not found|no such native/i],
  ['host_forbidden', 'app does not know the extension yet.', /forbidden/i],
  ['host_blocked', 'app is blocked by your organization.', /administrator/i],
];

/**
 * The problem that a disconnect means. `answered`: the host had answered before, so that it was interrupted. The
 * browser's own text is not part of the message.
 */
export const classifyDisconnect = (reason = '', answered = false): Problem => {
  const [code, what] = answered
    ? (['interrupted', 'app has stopped.'] as const)
    : (REASONS.find(([, , text]) => text.test(reason)) ??
      (['host_failed', 'app could not be started.'] as const));
  return { code, message: `The Ollama Turnkey ${what}` };
};
