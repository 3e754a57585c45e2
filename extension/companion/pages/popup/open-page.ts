import browser from 'webextension-polyfill';
import type { ReviewMessage } from '../../background/review.ts';

/** Closes the popup. A test or a user may have opened the page in a tab, which stays. */
const closePopup = (): void => {
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
};

/** Shows a page of the companion, in the tab that has it already if there is one. */
const showPage = async (path: string, hash = ''): Promise<void> => {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id === undefined) await browser.tabs.create({ url: url + hash });
  else {
    await browser.tabs.update(open.id, { active: true, ...(hash && { url: url + hash }) });
    if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  }
  closePopup();
};

export const showSettings = (tab: string): Promise<void> => showPage('pages/options/options.html', `#${tab}`);

export const showWelcome = (): Promise<void> => showPage('pages/welcome/welcome.html');

/** Shows the window of a prompt. The background opens it, because the popup closes when it loses the focus. */
export const showPrompt = async (id: string): Promise<void> => {
  await browser.runtime.sendMessage({ review: id } satisfies ReviewMessage);
  closePopup();
};
