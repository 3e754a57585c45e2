import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import type { Translated } from '../../../../ui/texts/texts.ts';
import { en } from './en.ts';

/** The texts of the companion's pages in one language. */
type CompanionTexts = Translated<typeof en>;

/** The texts that the pages show. */
export const TEXTS: CompanionTexts = en;

/** The language tag of the texts, for formatting numbers and times. */
export const LANG = pageLanguage.lang;
