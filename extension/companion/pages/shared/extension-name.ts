import browser from 'webextension-polyfill';

/** Whether the user lets us see the names of other extensions. */
export const mayReadNames = (): Promise<boolean> =>
  browser.permissions.contains({ permissions: ['management'] });

/** The name that the browser gives for an extension id, where it may be read: never the extension's own word. */
export const extensionName = async (id: string): Promise<string | undefined> => {
  if (!(await mayReadNames())) return undefined;
  return browser.management.get(id).then(
    ({ name }) => name,
    () => undefined,
  );
};
