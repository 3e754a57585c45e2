import { timeAgo } from '../time-ago.ts';
import { TEXTS } from './texts.ts';

/** When a permission ends, in words. */
export const endOf = (expiresAt: number | null, now: number, locale?: string): string => {
  if (expiresAt === null) return TEXTS.noEnd;
  const when = timeAgo(expiresAt, now, locale);
  return expiresAt > now ? TEXTS.ends(when) : TEXTS.ended(when);
};
