import { dayOf, type HourUsage, hourOf } from '../../../shared/access/usage.ts';
import { HOUR_MS } from '../../../shared/time.ts';

/** The periods that the tab can show. */
export const PERIODS = ['day', 'week', 'month'] as const;

export type Period = (typeof PERIODS)[number];

/** One bar: an hour or a day in local time. */
export interface Bucket {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Excluded. */
  readonly end: number;
}

/** The bars of a period up to now. */
export interface Span {
  readonly unit: 'hour' | 'day';
  /** Oldest first. */
  readonly buckets: readonly Bucket[];
}

const HOURS = 24;
const DAYS = { week: 7, month: 30 } as const;

const range = (count: number) => Array.from({ length: count }, (_, at) => count - 1 - at);

/** The last 24 hours, 7 days or 30 days, the current hour or day included. A day of 23 or 25 hours is one day. */
export const spanOf = (period: Period, now: number): Span => {
  if (period === 'day') {
    const starts = range(HOURS).map((ago) => hourOf(now) - ago * HOUR_MS);
    return { unit: 'hour', buckets: starts.map((start) => ({ start, end: start + HOUR_MS })) };
  }
  const today = new Date(now);
  const midnight = (ago: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - ago).getTime();
  const buckets = range(DAYS[period]).map((ago) => ({ start: midnight(ago), end: midnight(ago - 1) }));
  return { unit: 'day', buckets };
};

/** Returns a function that finds the bar of a row: its index, or undefined if it belongs to none. */
export const bucketFinder = ({ unit, buckets }: Span): ((row: HourUsage) => number | undefined) => {
  if (unit === 'day') {
    // By date: the browser may be set to another time zone than the host.
    const places = new Map(buckets.map(({ start }, at) => [dayOf(start), at]));
    return ({ day }) => places.get(day);
  }
  const first = buckets[0]?.start ?? 0;
  return ({ hour }) => {
    const at = Math.floor((hour - first) / HOUR_MS);
    return at in buckets ? at : undefined;
  };
};
