import { DAY_MS } from '../../../../shared/time.ts';
import { LIST_UNITS, relativeTime } from '../../../ui/relative-time.ts';
import { insert } from '../../../ui/texts/fill.ts';
import { LANG, TEXTS } from './texts/texts.ts';

/** The difference between two times, in milliseconds since the epoch, as “3 days ago” or “in 2 hours”. */
export const timeAgo = (at: number, now = Date.now(), locale = LANG): string =>
  relativeTime(at, now, locale, LIST_UNITS);

/** A date, with the time if it is less than two days away: “25 Dec 2026”. */
export const dateOf = (at: number, now = Date.now(), locale = LANG): string =>
  new Date(at).toLocaleString(locale, {
    dateStyle: 'medium',
    ...(Math.abs(at - now) < 2 * DAY_MS && { timeStyle: 'short' }),
  });

/** When a permission ends, as a date, since a number of days would be cut or rounded: “ends 25 Dec 2026”. */
export const endOf = (expiresAt: number | null, now = Date.now(), locale = LANG): string => {
  if (expiresAt === null) return TEXTS.noEnd;
  return insert(expiresAt > now ? TEXTS.ends : TEXTS.ended, { when: dateOf(expiresAt, now, locale) });
};
