import type { ErrorCode } from '../../../../../shared/errors/codes.ts';
import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import type { Problems, Translated } from '../../../../ui/texts/texts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { zhCn } from './zh-cn.ts';

/** Problems that only the companion's pages show, so that the kit has no text for them. */
type PageProblem = Extract<
  ErrorCode,
  | 'ollama_interrupted'
  | 'credential_unavailable'
  | 'internal'
  | 'key_wrong'
  | 'key_revoked'
  | 'key_expired'
  | 'key_not_owner'
  | 'pairing_closed'
>;

/** The texts of the companion's pages in another language than English. */
export type PageTexts = Translated<typeof en> & {
  readonly problems: Readonly<Record<PageProblem, NonNullable<Problems[PageProblem]>>>;
};

/** The translations by language tag. The messages of problems are in English already. */
export const TRANSLATIONS: Readonly<Record<string, PageTexts>> = { de, es, 'zh-CN': zhCn };

/** The language tag of the texts, for formatting numbers and times. */
export const LANG = pageLanguage.lang;

export const TEXTS: Translated<typeof en> & { readonly problems: Problems } = TRANSLATIONS[LANG] ?? {
  ...en,
  problems: {},
};
