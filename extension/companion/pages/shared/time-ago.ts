import { relativeTime } from '../../../ui/relative-time.ts';

/** Seconds stand for “now” alone. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', Number.POSITIVE_INFINITY],
] as const;

/** How far a time is from now: “3 days ago”, “in 2 hours”. */
export const timeAgo = (at: number, now: number, locale: string): string =>
  relativeTime(at, now, UNITS, locale);
