import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import type { Translated } from '../../../../ui/texts/texts.ts';
import { en } from './en.ts';

export const TEXTS: Translated<typeof en> = en;

/** The language tag of the texts, for formatting numbers and times. */
export const LANG = pageLanguage.lang;
