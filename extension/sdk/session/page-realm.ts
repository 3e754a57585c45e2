/**
 * In Firefox a content script shares its streams, requests and bodies with the web page: they have the page's
 * rights, which end before what the script makes itself. Firefox gives its content scripts this function to copy
 * things over; nobody else has it. See "Sharing objects with page scripts" on MDN.
 */
declare const cloneInto: <T>(value: T, realm: object) => T;

/** Whether streams are the page's rather than ours. */
export const hasPageStreams = (): boolean => typeof cloneInto === 'function';

/** What we may touch of what the page's streams give. */
export const fromPage = <T>(value: T): T => (hasPageStreams() ? cloneInto(value, globalThis) : value);
