import { en } from './en.ts';
import type { Language } from './texts.ts';

/** The language of the pages of the companion and of the example. */
export const pageLanguage: Language = { lang: 'en', texts: en };
