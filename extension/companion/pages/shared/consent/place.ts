import browser from 'webextension-polyfill';
import type { ApprovalWindow } from '../../../consent/window-record.ts';
import type { Obstacle } from './consent-guard.ts';
import { isShrunk, isTooSmall } from './window-size.ts';

type Place = Exclude<Obstacle, 'settling'> | undefined;

/** The tab of this page and its window; undefined in a frame. */
const ownTab = async () => {
  const tab = window.top === window ? await browser.tabs.getCurrent() : undefined;
  if (tab?.id === undefined || tab.windowId === undefined) return undefined;
  return { id: tab.id, window: await browser.windows.get(tab.windowId) };
};

/** Checks that this page is in the window that the companion opened for the prompt, at its full size. */
export const placeOfApproval = async (opened: ApprovalWindow | undefined): Promise<Place> => {
  const tab = await ownTab();
  if (!tab || tab.id !== opened?.tabId || tab.window.id !== opened.windowId) return 'elsewhere';
  return isShrunk(tab.window, opened) ? 'small' : undefined;
};

/** Checks that this page is in a tab of a normal browser window that is large enough to read. */
export const placeOfSettings = async (): Promise<Place> => {
  const tab = await ownTab();
  if (tab?.window.type !== 'normal') return 'elsewhere';
  return isTooSmall(tab.window) ? 'small' : undefined;
};
