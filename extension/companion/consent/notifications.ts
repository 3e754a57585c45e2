import browser from 'webextension-polyfill';

const PERMISSION = { permissions: ['notifications'] } satisfies browser.Permissions.Permissions;

/** Whether the user wants a notification for a request that waits while no window of the browser has the focus. */
export const mayNotify = (): Promise<boolean> => browser.permissions.contains(PERMISSION);

/** Requests the permission for that; call it from a click. */
export const requestNotifications = (): Promise<boolean> => browser.permissions.request(PERMISSION);

/** Gives the permission back. */
export const dropNotifications = (): Promise<boolean> => browser.permissions.remove(PERMISSION);
