import browser from 'webextension-polyfill';

/** `undefined` in older browsers, and in Firefox for Android: Chrome has it since 91, Firefox since 119. */
const { getUserSettings } = browser.action as Partial<typeof browser.action>;

/** Whether the icon is in the toolbar. Undefined if the browser does not say. */
export const isPinned = async (): Promise<boolean | undefined> => {
  const settings = await getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar;
};
