import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../../shared/identity.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserRuntime } from './browser-api.ts';

/** How a session reaches the host: through the companion, or directly with the `nativeMessaging` permission. */
export type TransportKind = 'companion' | 'native';

/**
 * Opens a port to the host. `auto` uses the companion unless this extension has the `nativeMessaging` permission.
 * Throws a TurnkeyError outside an extension.
 */
export const openPort = (kind: TransportKind | 'auto'): chrome.runtime.Port => {
  const runtime = browserRuntime();
  if (!runtime) {
    const message = 'Use Ollama Turnkey in an extension, or in its web workers by ollama-turnkey/worker.';
    throw new TurnkeyError({ code: 'companion_missing', message });
  }
  // Without the permission, Firefox defines `connectNative` as undefined, and Chromium does not define it.
  const { connectNative } = runtime as { connectNative?: unknown };
  if (kind === 'native' || (kind === 'auto' && connectNative)) return runtime.connectNative(HOST_NAME);
  const firefox = /^moz-/.test(runtime.getURL(''));
  return runtime.connect(firefox ? COMPANION_ID_FIREFOX : COMPANION_ID_CHROMIUM);
};
