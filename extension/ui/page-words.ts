import { piece, say } from './piece.ts';
import type { Language, Words } from './texts/texts.ts';

/** The texts of the kit for a page, announced in a live region that it adds to the page. */
export const createPageWords = (language: Language): Words => {
  const live = piece('div', 'unseen', { role: 'status' });
  document.body.append(live);
  return { ...language, announce: (text) => say(live, text) };
};
