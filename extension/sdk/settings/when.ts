import { relativeTime } from '../../ui/relative-time.ts';

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** The distance of a time from `now` as a text in the given language. Both in milliseconds since the epoch. */
export const when = (at: number, now: number, lang: string): string => relativeTime(at, now, UNITS, lang);
