import browser from 'webextension-polyfill';

const NAMES = { permissions: ['management'] } satisfies browser.Permissions.Permissions;

/** Whether the user lets the companion see the names and icons of other extensions. */
export const maySeeNames = (): Promise<boolean> => browser.permissions.contains(NAMES);

/** Requests that permission; call it from a click. */
export const requestNames = (): Promise<boolean> => browser.permissions.request(NAMES);

/** An extension as the browser knows it. */
export interface ExtensionInfo {
  readonly name: string;
  readonly icon: string | undefined;
}

/** The name and icon that the browser reports. Undefined without the permission, or if no such extension is installed. */
export const extensionInfo = async (id: string): Promise<ExtensionInfo | undefined> => {
  if (!(await maySeeNames())) return undefined;
  return browser.management.get(id).then(
    ({ name, icons = [] }) => ({ name, icon: icons.toSorted((one, two) => two.size - one.size)[0]?.url }),
    () => undefined,
  );
};
