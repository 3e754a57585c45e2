import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from './page-words.ts';
import { TEXTS } from './texts.ts';

/** Sets the language of the page, and the text of each element that names one in `data-text`. */
export const fillPage = (): void => {
  document.documentElement.lang = words.lang;
  // Every language so far is written from left to right, whatever the direction of the browser's own language.
  document.documentElement.dir = 'ltr';
  const texts: Readonly<Record<string, unknown>> = { ...words.texts, ...TEXTS };
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = texts[each.dataset['text'] ?? ''];
    if (typeof text !== 'string') throw new Error(`Unknown text "${each.dataset['text']}".`);
    each.replaceChildren(...withCommands(text, words));
  }
};
