import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Texts } from './texts.ts';
import { zhCn } from './zh-cn.ts';

/** The languages that there are. Traditional Chinese is no simplified Chinese: its readers get English. */
export const LANGUAGES: readonly (readonly [tag: string, matches: RegExp, texts: Texts])[] = [
  ['de', /^de\b/i, de],
  ['es', /^es\b/i, es],
  ['zh-CN', /^zh(?!.*\b(hant|tw|hk|mo)\b)\b/i, zhCn],
  ['en', /^/, en],
];

/** Texts and the tag of their language. */
export interface Language {
  readonly lang: string;
  readonly texts: Texts;
}

/** The texts for a language tag (BCP 47; an underscore does as well), or English. */
export const pickTexts = (tag: string): Language => {
  const wanted = tag.replaceAll('_', '-');
  const [lang, , texts] = LANGUAGES.find(([, matches]) => matches.test(wanted)) ?? ['en', /^/, en];
  return { lang, texts };
};

/** Fills `{name}` in. What is put in cannot turn the direction of what is around it. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => `\u2068${values[name] ?? ''}\u2069`);
