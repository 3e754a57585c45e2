import type { Grant } from '../../../../shared/access/grant.ts';
import { endOf } from '../shared/terms/end-of.ts';
import { timeAgo } from '../shared/time-ago.ts';
import { SCOPE_WORDS, TEXTS } from './texts.ts';

type Terms = Pick<Grant, 'scopes' | 'models' | 'expiresAt' | 'lastUsedAt'>;

/** What a grant allows, with which models, for how long, and when it was last used: one line each. */
export const grantTerms = (
  { scopes, models, expiresAt, lastUsedAt }: Terms,
  now: number,
  locale?: string,
): readonly string[] => {
  const ago = (at: number) => timeAgo(at, now, locale);
  const use = lastUsedAt === null ? TEXTS.unused : TEXTS.used(ago(lastUsedAt));
  return [
    scopes.map((scope) => SCOPE_WORDS[scope]).join(' · '),
    models === null ? TEXTS.allModels : TEXTS.withModels(models.join(', ')),
    `${use} · ${endOf(expiresAt, now, locale)}`,
  ];
};
