import type { Grant, Limits } from '../../../../../shared/access/grant.ts';
import type { UsageCounts } from '../../../../../shared/access/usage.ts';
import { insert, plural } from '../../../../ui/texts/fill.ts';
import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { endOf, timeAgo } from '../../shared/time-ago.ts';

type RowTerms = Pick<Grant, 'scopes' | 'models' | 'expiresAt' | 'lastUsedAt'> & {
  readonly limits?: Limits | null;
  readonly today?: UsageCounts | undefined;
};

const limitLines = (limits: Limits | null | undefined): string[] => {
  const each = [
    [TEXTS.atOnce, limits?.concurrent],
    [TEXTS.aMinute, limits?.perMinute],
  ] as const;
  const named = each.flatMap(([text, count]) =>
    count === undefined ? [] : [insert(text, { count: String(count) })],
  );
  return named.length > 0 ? [insert(TEXTS.limits, { limits: named.join(', ') })] : [];
};

const todayLine = ({ requests, promptTokens, outputTokens }: UsageCounts, locale: string): string => {
  const tokens = promptTokens + outputTokens;
  const counts = [plural(TEXTS.requests, requests, locale)];
  if (tokens > 0) counts.push(plural(TEXTS.tokens, tokens, locale));
  return insert(TEXTS.today, { usage: counts.join(', ') });
};

/** One line each for the permissions of a grant, its models, its limits, today's usage, and its last use and end. */
export const grantTerms = (
  { scopes, models, limits, today, expiresAt, lastUsedAt }: RowTerms,
  now: number,
  locale = LANG,
): readonly string[] => {
  const ago = (at: number) => timeAgo(at, now, locale);
  const use = lastUsedAt === null ? TEXTS.unused : insert(TEXTS.used, { when: ago(lastUsedAt) });
  return [
    scopes.map((scope) => TEXTS.scopes[scope]).join(' · '),
    models === null
      ? pageLanguage.texts.allModels
      : insert(pageLanguage.texts.onlyModels, { names: models.join(', ') }),
    ...limitLines(limits),
    ...(today ? [todayLine(today, locale)] : []),
    `${use} · ${endOf(expiresAt, now, locale)}`,
  ];
};
