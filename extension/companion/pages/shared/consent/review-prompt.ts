import browser from 'webextension-polyfill';
import type { ReviewMessage } from '../../../background/review.ts';

/** Shows the window of a prompt. The background opens it if there is none: the popup closes when it loses the focus. */
export const reviewPrompt = async (review: string): Promise<void> => {
  await browser.runtime.sendMessage({ review } satisfies ReviewMessage);
};
