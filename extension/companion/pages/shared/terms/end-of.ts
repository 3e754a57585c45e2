import { insert } from '../../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../texts/texts.ts';
import { timeAgo } from '../time-ago.ts';

/** When a permission ends, in words. */
export const endOf = (expiresAt: number | null, now: number, locale = LANG): string => {
  if (expiresAt === null) return TEXTS.noEnd;
  const when = timeAgo(expiresAt, now, locale);
  return insert(expiresAt > now ? TEXTS.ends : TEXTS.ended, { when });
};
