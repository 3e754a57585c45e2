import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';

/** A unit of time and its milliseconds. */
type Unit = readonly [Intl.RelativeTimeFormatUnit, number];

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

/** For lists: differences below a minute are shown as “now”, since none is as long as the last unit. */
export const LIST_UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', Number.POSITIVE_INFINITY],
] as const;

/**
 * A number of milliseconds in whole units. What is past is cut, as ages are. What is to come is rounded, so that 30 days
 * are still 30 a moment later.
 */
const inUnits = (apart: number, ms: number): number =>
  apart < 0 ? Math.trunc(apart / ms) : Math.round(apart / ms);

/**
 * The difference between two times, in milliseconds since the epoch, in the largest unit that fits: “3 days ago”, “in 2
 * hours”. Differences below the smallest unit are shown as zero of it: “now”, “this minute”.
 */
export const relativeTime = (
  at: number,
  now: number,
  locale?: string,
  units: readonly [Unit, ...Unit[]] = UNITS,
): string => {
  const apart = at - now;
  /** Whether it is at least one of a unit when rounded to the next smaller one: 59.9 minutes are an hour. */
  const fits = ([, ms]: Unit, at: number): boolean => {
    const smaller = units[at + 1]?.[1];
    if (smaller === undefined || !Number.isFinite(smaller)) return Math.abs(apart) >= ms;
    return Math.abs(inUnits(apart, smaller)) * smaller >= ms;
  };
  const found = units.find(fits);
  const [smallest] = units.at(-1) ?? units[0];
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return found ? format.format(inUnits(apart, found[1]), found[0]) : format.format(0, smallest);
};
