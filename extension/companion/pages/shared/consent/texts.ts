import type { Obstacle } from './consent-guard.ts';

/** What stands above a button that gives a permission, while it cannot be clicked. */
type Hints = Readonly<Record<Obstacle, string>>;

/** In the window that asks. */
export const APPROVAL_HINTS: Hints = {
  settling: 'Wait a second, then click Allow again.',
  small: 'Make this window larger to allow this.',
  elsewhere: 'Answer in the window that Ollama Turnkey opened.',
};

/** On the settings page. */
export const SETTINGS_HINTS: Hints = {
  settling: 'Wait a second, then click again.',
  small: 'Make this window larger to give permissions.',
  elsewhere: 'Open the settings in a tab to give permissions.',
};
