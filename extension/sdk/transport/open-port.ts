import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../../shared/identity.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserRuntime } from './browser-api.ts';

/** How a session reaches the host: through the companion, or straight with its own `nativeMessaging`. */
export type TransportKind = 'companion' | 'native';

/** `auto` goes through the companion unless this extension may start the host by itself. */
export const openPort = (kind: TransportKind | 'auto'): chrome.runtime.Port => {
  const runtime = browserRuntime();
  if (!runtime) {
    const message = 'Only an extension can reach Ollama Turnkey.';
    throw new TurnkeyError({ code: 'companion_missing', message });
  }
  // Firefox has the name without the function where the permission is missing; Chromium has neither.
  const mayStartHost = typeof (runtime as { connectNative?: unknown }).connectNative === 'function';
  if (kind === 'native' || (kind === 'auto' && mayStartHost)) return runtime.connectNative(HOST_NAME);
  const firefox = runtime.getURL('').startsWith('moz-extension:');
  return runtime.connect(firefox ? COMPANION_ID_FIREFOX : COMPANION_ID_CHROMIUM);
};
