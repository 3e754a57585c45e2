import { piece, say } from './piece.ts';
import { pageLanguage } from './texts/page-language.ts';
import type { Words } from './texts/texts.ts';

const live = piece('div', 'unseen', { role: 'status' });
document.body.append(live);

/** What the views of the kit need in a page of the companion or of the example. */
export const words: Words = { ...pageLanguage, announce: (text) => say(live, text) };
