/**
 * In Firefox, the streams, requests and bodies that a content script creates belong to the web page and cannot access
 * the script's own objects. `cloneInto` copies values between the two; it exists in Firefox content scripts only.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Sharing_objects_with_page_scripts
 */
const { cloneInto } = globalThis as { cloneInto?: <T>(value: T, realm: object) => T };

/** Whether streams belong to the page rather than to the script. */
export const hasPageStreams = cloneInto !== undefined;

/** A copy of a value from the page's streams that the script may use. Outside Firefox content scripts, the value. */
export const fromPage = <T>(value: T): T => cloneInto?.(value, globalThis) ?? value;
