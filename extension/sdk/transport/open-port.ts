import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../../shared/identity.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserApi } from './browser-api.ts';

/** How a session reaches the host: through the companion, or straight with its own `nativeMessaging`. */
export type TransportKind = 'companion' | 'native';

const runtime = () => {
  const api = browserApi();
  if (api) return api.runtime;
  throw new TurnkeyError({
    code: 'companion_missing',
    message: 'This page is no part of an extension, so it cannot reach the Ollama Turnkey extension.',
  });
};

const OPEN: Record<TransportKind, () => chrome.runtime.Port> = {
  companion() {
    const api = runtime();
    const firefox = api.getURL('').startsWith('moz-extension:');
    return api.connect(firefox ? COMPANION_ID_FIREFOX : COMPANION_ID_CHROMIUM, { name: 'ollama-turnkey' });
  },
  native: () => runtime().connectNative(HOST_NAME),
};

/** Firefox has the name without the function where the permission is missing; Chromium has neither. */
const mayStartHost = (): boolean =>
  typeof (runtime() as { connectNative?: unknown }).connectNative === 'function';

/** `auto` goes through the companion unless this extension may start the host by itself. */
export const openPort = (kind: TransportKind | 'auto'): chrome.runtime.Port =>
  OPEN[kind === 'auto' ? (mayStartHost() ? 'native' : 'companion') : kind]();
