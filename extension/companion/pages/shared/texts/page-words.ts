import { createPageWords } from '../../../../ui/page-words.ts';
import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import { TEXTS } from './texts.ts';

const { lang, texts } = pageLanguage;

/** The texts of the kit, with those of problems that only the companion's pages show. */
export const words = createPageWords({
  lang,
  texts: { ...texts, problems: { ...texts.problems, ...TEXTS.problems } },
});
