/** The extension API under the name it has here; undefined outside an extension. */
export const browserApi = (): typeof chrome | undefined =>
  (globalThis as { browser?: typeof chrome }).browser?.runtime
    ? (globalThis as { browser?: typeof chrome }).browser
    : globalThis.chrome?.runtime
      ? globalThis.chrome
      : undefined;

/**
 * Why a port has ended: Chrome tells by `runtime.lastError`, Firefox by `port.error`.
 * Must be read inside the disconnect event.
 */
export const disconnectReason = (port: chrome.runtime.Port): string | undefined =>
  (port as { error?: { message?: string } | null }).error?.message ??
  browserApi()?.runtime.lastError?.message;
