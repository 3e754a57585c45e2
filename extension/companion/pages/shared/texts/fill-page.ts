import { words } from '../../../../ui/page-words.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { TEXTS } from './texts.ts';

/** Fills in the texts that the markup names by `data-text`. */
export const fillPage = (): void => {
  document.documentElement.lang = words.lang;
  const texts: Readonly<Record<string, unknown>> = { ...words.texts, ...TEXTS };
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = texts[each.dataset['text'] ?? ''];
    if (typeof text !== 'string') throw new Error(`Unknown text "${each.dataset['text']}".`);
    each.replaceChildren(...withCommands(text, words));
  }
};
