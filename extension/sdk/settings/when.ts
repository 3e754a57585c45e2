import { relativeTime } from '../../ui/relative-time.ts';

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How far a time (milliseconds since the epoch) is from now, in the language of the settings. */
export const when = (at: number, now: number, lang: string): string => relativeTime(at, now, UNITS, lang);
