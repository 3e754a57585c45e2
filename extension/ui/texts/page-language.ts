import { chosenLanguage } from './chosen-language.ts';
import { pickTexts } from './pick-texts.ts';
import type { Language } from './texts.ts';
import { browserLanguage } from './ui-language.ts';

/** The language of the companion: the one chosen, that of the browser’s own texts, else English, as in unit tests. */
export const pageLanguage: Language = pickTexts(chosenLanguage() ?? browserLanguage() ?? 'en');
