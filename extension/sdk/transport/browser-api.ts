/** The `runtime` API: `browser.runtime` in Firefox, `chrome.runtime` in Chromium; undefined outside an extension. */
export const browserRuntime = (): typeof chrome.runtime | undefined =>
  (globalThis as { browser?: typeof chrome }).browser?.runtime ?? globalThis.chrome?.runtime;

/** The `tabs` API, which needs no permission to create one; undefined in content scripts and outside an extension. */
export const browserTabs = (): typeof chrome.tabs | undefined =>
  (globalThis as { browser?: typeof chrome }).browser?.tabs ?? globalThis.chrome?.tabs;

/**
 * Why a port was disconnected: `runtime.lastError` in Chrome, `port.error` in Firefox. Call it inside the disconnect
 * event: Chrome clears the error afterwards.
 * https://developer.chrome.com/docs/extensions/reference/api/runtime#property-lastError
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/runtime/Port#error
 */
export const disconnectReason = (port: chrome.runtime.Port): string | undefined =>
  (port as { error?: { message?: string } | null }).error?.message ?? browserRuntime()?.lastError?.message;

/**
 * Whether `postMessage` threw because the port is disconnected.
 * https://github.com/chromium/chromium/blob/9e15dfc82d9b/extensions/renderer/api/messaging/gin_port.cc
 * https://github.com/mozilla/gecko-dev/blob/e5573410c869/toolkit/components/extensions/ExtensionChild.sys.mjs
 */
export const isPortEnded = (error: unknown): boolean => /disconnected port/.test(String(error));
