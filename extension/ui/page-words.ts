import { piece, say } from './piece.ts';
import { pageLanguage } from './texts/page-language.ts';
import type { Words } from './texts/texts.ts';

const live = piece('div', 'unseen', { role: 'status' });
document.body.append(live);

/** The texts of the kit for the pages of the companion and the example, announced in a live region of the page. */
export const words: Words = { ...pageLanguage, announce: (text) => say(live, text) };
