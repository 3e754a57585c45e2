import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Language, Texts } from './texts.ts';
import { zhCn } from './zh-cn.ts';

/** The languages, of which the first match is used. English matches any tag, including those of traditional Chinese. */
export const LANGUAGES: readonly (readonly [tag: string, matches: RegExp, texts: Texts])[] = [
  ['de', /^de\b/i, de],
  ['es', /^es\b/i, es],
  ['zh-CN', /^zh(?!.*\b(hant|tw|hk|mo)\b)\b/i, zhCn],
  ['en', /^/, en],
];

/** The texts for a language tag (BCP 47, also with underscores). @default English */
export const pickTexts = (tag: string): Language => {
  const wanted = tag.replaceAll('_', '-');
  const [lang, , texts] = LANGUAGES.find(([, matches]) => matches.test(wanted)) ?? ['en', /^/, en];
  return { lang, texts };
};
