const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How far a time is from now, in the largest unit that fits: “3 days ago”, “in 2 hours”. */
export const timeAgo = (at: number, now: number, locale?: string): string => {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const apart = at - now;
  const [unit, ms] = UNITS.find(([, each]) => Math.abs(apart) >= each) ?? [
    'second',
    Number.POSITIVE_INFINITY,
  ];
  return format.format(Math.trunc(apart / ms), unit);
};
