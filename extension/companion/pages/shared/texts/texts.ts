import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import type { Translated } from '../../../../ui/texts/texts.ts';
import { en } from './en.ts';

/** The texts of the companion's pages in one language. */
type CompanionTexts = Translated<typeof en>;

/** The texts that the pages show. A translation is one more table of the same type. */
export const TEXTS: CompanionTexts = en;

/** The language of the texts, for numbers and times among them. */
export const LANG = pageLanguage.lang;
