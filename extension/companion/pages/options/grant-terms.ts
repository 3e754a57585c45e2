import type { Grant, Limits } from '../../../../shared/access/grant.ts';
import type { UsageCounts } from '../../../../shared/access/usage.ts';
import { endOf } from '../shared/terms/end-of.ts';
import { timeAgo } from '../shared/time-ago.ts';
import { SCOPE_WORDS, TEXTS } from './texts.ts';

type Terms = Pick<Grant, 'scopes' | 'models' | 'expiresAt' | 'lastUsedAt'> & {
  readonly limits?: Limits | null;
  readonly today?: UsageCounts | undefined;
};

const limitLines = (limits: Limits | null | undefined): string[] => {
  const { concurrent, perMinute } = limits ?? {};
  const each = [
    ...(concurrent === undefined ? [] : [TEXTS.atOnce(concurrent)]),
    ...(perMinute === undefined ? [] : [TEXTS.aMinute(perMinute)]),
  ];
  return each.length > 0 ? [TEXTS.limits(each)] : [];
};

/** What a grant allows, with which models, for how long, and when it was last used: one line each. */
export const grantTerms = (
  { scopes, models, limits, today, expiresAt, lastUsedAt }: Terms,
  now: number,
  locale?: string,
): readonly string[] => {
  const ago = (at: number) => timeAgo(at, now, locale);
  const use = lastUsedAt === null ? TEXTS.unused : TEXTS.used(ago(lastUsedAt));
  return [
    scopes.map((scope) => SCOPE_WORDS[scope]).join(' · '),
    models === null ? TEXTS.allModels : TEXTS.withModels(models.join(', ')),
    ...limitLines(limits),
    ...(today ? [TEXTS.today(today.requests, today.promptTokens + today.outputTokens)] : []),
    `${use} · ${endOf(expiresAt, now, locale)}`,
  ];
};
