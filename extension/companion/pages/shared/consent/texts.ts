import type { Obstacle } from './consent-guard.ts';

/** What stands beside a button that gives a permission, while it cannot be clicked. */
export interface Hints extends Record<Obstacle, string> {}

/** In the window that asks. */
export const APPROVAL_HINTS: Hints = {
  settling: 'You can allow this after the window has been in front, without moving, for a second.',
  small: 'This window is smaller than it was opened. Make it larger to allow this.',
  elsewhere: 'This question can only be answered in the window that Ollama Turnkey opened for it.',
};

/** On the settings page. */
export const SETTINGS_HINTS: Hints = {
  settling: 'You can do this after the page has been in front, without moving, for a second. Try again.',
  small: 'This window is too small to give permissions. Make it larger.',
  elsewhere: 'Permissions cannot be given in this window. Open the settings in a tab.',
};
