import browser from 'webextension-polyfill';

/** Brings the tab that has a page of the companion to the front, at this hash if there is one, or opens a tab. */
export const showPage = async (path: string, hash = ''): Promise<void> => {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id === undefined) return void (await browser.tabs.create({ url: url + hash }));
  await browser.tabs.update(open.id, { active: true, ...(hash && { url: url + hash }) });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
};
