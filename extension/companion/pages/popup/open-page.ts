import browser from 'webextension-polyfill';
import { showPage } from '../../consent/show-page.ts';
import { reviewPrompt } from '../shared/consent/review-prompt.ts';

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

export const showPrompt = async (id: string): Promise<void> => {
  await reviewPrompt(id);
  closePopup();
};
