import type { Limits } from '../../../shared/access/grant.ts';

/** A period of UTC in which use is counted. */
export interface Period {
  /** As in `limit per day`. */
  readonly name: 'day' | 'month';
  readonly requests: 'perDay' | 'perMonth';
  readonly tokens: 'tokensPerDay' | 'tokensPerMonth';
  /** The period of a time (milliseconds since the epoch), as it is stored: `2026-11-26` or `2026-11`. */
  at(time: number): string;
  /** When the period of a time ends, in milliseconds since the epoch. */
  end(time: number): number;
}

const PERIODS: readonly Period[] = [
  {
    name: 'day',
    requests: 'perDay',
    tokens: 'tokensPerDay',
    at: (time) => new Date(time).toISOString().slice(0, 10),
    end(time) {
      const day = new Date(time);
      return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1);
    },
  },
  {
    name: 'month',
    requests: 'perMonth',
    tokens: 'tokensPerMonth',
    at: (time) => new Date(time).toISOString().slice(0, 7),
    end(time) {
      const day = new Date(time);
      return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
    },
  },
];

/** The periods for which there are limits. Most grants have none. */
export const limitedPeriods = (limits: Limits): readonly Period[] =>
  PERIODS.filter(({ requests, tokens }) => limits[requests] !== undefined || limits[tokens] !== undefined);
