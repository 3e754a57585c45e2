import type { Theme } from './settings-state.ts';

/** The key that `appearance.js` reads before each page is painted. */
const NAME = 'theme';

/** The theme that the user chose. @default that of the system */
export const storedTheme = (): Theme => {
  const theme = localStorage.getItem(NAME);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

/** Chooses the theme of all pages: this one at once, and others that are open by the event `storage`. */
export const storeTheme = (theme: Theme): void => {
  const { dataset } = document.documentElement;
  if (theme === 'system') {
    localStorage.removeItem(NAME);
    delete dataset['theme'];
  } else {
    localStorage.setItem(NAME, theme);
    dataset['theme'] = theme;
  }
};
