const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How far a time (milliseconds since the epoch) is from now, in the largest unit that fits. */
export const when = (at: number, now: number, lang: string): string => {
  const apart = at - now;
  const [unit, ms] = UNITS.find(([, each]) => Math.abs(apart) >= each) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(Math.trunc(apart / ms), unit);
};
