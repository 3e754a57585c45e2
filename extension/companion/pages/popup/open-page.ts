import browser from 'webextension-polyfill';
import type { ReviewMessage } from '../../background/review.ts';
import { showPage } from '../../consent/show-page.ts';

/** Closes the popup. A test or a user may have opened the page in a tab, which stays. */
const closePopup = (): void => {
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
};

const show = async (path: string, hash?: string): Promise<void> => {
  await showPage(path, hash);
  closePopup();
};

export const showSettings = (tab: string): Promise<void> => show('pages/options/options.html', `#${tab}`);

export const showWelcome = (): Promise<void> => show('pages/welcome/welcome.html');

/** Shows the window of a prompt. The background opens it, because the popup closes when it loses the focus. */
export const showPrompt = async (id: string): Promise<void> => {
  await browser.runtime.sendMessage({ review: id } satisfies ReviewMessage);
  closePopup();
};
