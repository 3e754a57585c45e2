import { createPageWords } from '../ui/page-words.ts';
import { en } from '../ui/texts/en.ts';

/** The texts of the kit in English, the language of the chat. */
export const words = createPageWords({ lang: 'en', texts: en });
