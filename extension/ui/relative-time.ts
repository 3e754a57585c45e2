/** A unit of time and its milliseconds. */
type Unit = readonly [Intl.RelativeTimeFormatUnit, number];

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

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
  const [unit, ms] = units.find(([, each]) => Math.abs(apart) >= each) ?? units.at(-1) ?? units[0];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(apart / ms), unit);
};
