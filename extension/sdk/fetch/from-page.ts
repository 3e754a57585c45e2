/**
 * In Firefox a content script shares its streams, requests and bodies with the web page: they have the page's
 * rights, which end before what the script makes itself. Firefox gives its content scripts this function to copy
 * things over; nobody else has it. See "Sharing objects with page scripts" on MDN.
 */
const { cloneInto } = globalThis as { cloneInto?: <T>(value: T, realm: object) => T };

/** Whether streams are the page's rather than ours. */
export const hasPageStreams = cloneInto !== undefined;

/** What we may touch of what the page's streams give. */
export const fromPage = <T>(value: T): T => cloneInto?.(value, globalThis) ?? value;
