import browser from 'webextension-polyfill';
import { button } from '../../../ui/piece.ts';
import type { ActionButtons } from '../../../ui/problem-view.ts';
import { words } from './texts/page-words.ts';
import { TEXTS } from './texts/texts.ts';

const OPTIONS = '/pages/options/options.html';

const openSettings = () =>
  button('', TEXTS.problemActions.openSettings, () => browser.runtime.openOptionsPage());

/**
 * The buttons for what solves a problem, on the companion's pages. The settings have none that opens them.
 * @param check reads again what the page shows. @default loads the page again
 */
export const actionButtons = (check: () => unknown = () => location.reload()): ActionButtons => ({
  'start-check': () => button('', words.texts.checkAgain, check),
  ...(location.pathname !== OPTIONS && { 'open-settings': openSettings }),
});
