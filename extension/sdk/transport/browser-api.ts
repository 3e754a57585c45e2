/** `runtime` of the extension API, under the name it has here; undefined outside an extension. */
export const browserRuntime = (): typeof chrome.runtime | undefined =>
  (globalThis as { browser?: typeof chrome }).browser?.runtime ?? globalThis.chrome?.runtime;

/**
 * Why a port has ended: Chrome tells by `runtime.lastError`, Firefox by `port.error`.
 * Must be read inside the disconnect event.
 */
export const disconnectReason = (port: chrome.runtime.Port): string | undefined =>
  (port as { error?: { message?: string } | null }).error?.message ?? browserRuntime()?.lastError?.message;

/** Whether `postMessage` failed because the port has ended (Chromium's `gin_port.cc`, Firefox's `ExtensionChild.sys.mjs`). */
export const isPortEnded = (error: unknown): boolean => /disconnected port/.test(String(error));
