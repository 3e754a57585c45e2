import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../../shared/identity.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserApi } from './browser-api.ts';

/**
 * How a session reaches the host: through the companion, straight with the extension's own `nativeMessaging`,
 * or, from a content script, through the extension's own background.
 */
export type TransportKind = 'companion' | 'native' | 'background';

/** Tells the ports of content scripts from those that the extension uses itself. */
export const RELAY_NAME = 'ollama-turnkey:content';

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
  background: () => runtime().connect({ name: RELAY_NAME }),
};

/** A content script has the address of the web page that it is in. */
const isContentScript = (): boolean =>
  !runtime()
    .getURL('')
    .startsWith((globalThis.location as Location | undefined)?.protocol ?? '');

/** Firefox has the name without the function where the permission is missing; Chromium has neither. */
const mayStartHost = (): boolean =>
  typeof (runtime() as { connectNative?: unknown }).connectNative === 'function';

const usual = (): TransportKind =>
  isContentScript() ? 'background' : mayStartHost() ? 'native' : 'companion';

/** `auto` goes through the background from a content script; else straight where that is permitted. */
export const openPort = (kind: TransportKind | 'auto'): chrome.runtime.Port => {
  try {
    return OPEN[kind === 'auto' ? usual() : kind]();
  } catch (cause) {
    // What browsers say in a page that is older than the extension.
    if (!/context invalidated/i.test(String(cause))) throw cause;
    const message = 'The extension was updated or removed while this page was open.';
    throw new TurnkeyError({ code: 'context_invalidated', message }, { cause });
  }
};
