/** A unit of time and its milliseconds. */
type Unit = readonly [Intl.RelativeTimeFormatUnit, number];

/**
 * The difference between two times, in milliseconds since the epoch, in the largest unit that fits: “3 days ago”, “in 2
 * hours”. Differences below the smallest unit are shown as zero of it: “now”, “this minute”.
 */
export const relativeTime = (
  at: number,
  now: number,
  [largest, ...smaller]: readonly [Unit, ...Unit[]],
  locale?: string,
): string => {
  const apart = at - now;
  const units = [largest, ...smaller];
  const [unit, ms] = units.find(([, each]) => Math.abs(apart) >= each) ?? smaller.at(-1) ?? largest;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(apart / ms), unit);
};
