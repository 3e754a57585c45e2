import browser from 'webextension-polyfill';

const NAMES = { permissions: ['management'] } satisfies browser.Permissions.Permissions;

/** How the browser shows an extension to its user: never the extension's own word. */
export interface ExtensionFace {
  readonly name: string;
  readonly icon: string | undefined;
}

/** Whether the user lets us see the names and icons of other extensions. */
export const maySeeFaces = (): Promise<boolean> => browser.permissions.contains(NAMES);

/** Asks for that; only from a click. */
export const askToSeeFaces = (): Promise<boolean> => browser.permissions.request(NAMES);

/** The face of an extension, where it may be seen. */
export const extensionFace = async (id: string): Promise<ExtensionFace | undefined> => {
  if (!(await maySeeFaces())) return undefined;
  return browser.management.get(id).then(
    ({ name, icons = [] }) => ({ name, icon: icons.toSorted((one, two) => two.size - one.size)[0]?.url }),
    () => undefined,
  );
};
