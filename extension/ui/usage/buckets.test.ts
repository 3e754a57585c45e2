import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf, type HourUsage } from '../../../shared/access/usage.ts';
import { bucketFinder, spanOf } from './buckets.ts';

const HOUR_MS = 3_600_000;

const row = (change: Partial<HourUsage>): HourUsage => ({
  ...{ day: '', hour: 0, grantId: 'one', model: 'm', requests: 1, errors: 0 },
  ...{ promptTokens: 1, outputTokens: 1, ms: 1 },
  ...change,
});

const days = (period: 'week' | 'month', now: number) =>
  spanOf(period, now).buckets.map(({ start, end }) => [dayOf(start), (end - start) / HOUR_MS] as const);

test('a period ends with the current hour or day', () => {
  const now = new Date(2026, 10, 26, 13, 45).getTime();
  const { unit, buckets } = spanOf('day', now);
  expect([unit, buckets.length]).toEqual(['hour', 24]);
  expect(buckets.at(-1)?.start).toBe(new Date(2026, 10, 26, 13).getTime());
  expect(days('week', now).map(([day]) => day)).toEqual(
    [20, 21, 22, 23, 24, 25, 26].map((day) => `2026-11-${day}`),
  );
  expect(days('month', now)).toHaveLength(30);
  expect(days('month', now)[0]?.[0]).toBe('2026-10-28');
});

test('a row is found by its hour, or by its date', () => {
  const now = new Date(2026, 10, 26, 13, 45).getTime();
  const hours = spanOf('day', now);
  const byHour = bucketFinder(hours);
  const last = hours.buckets[23]?.start ?? 0;
  expect(
    [last, last - HOUR_MS, last - 24 * HOUR_MS, last + HOUR_MS].map((hour) => byHour(row({ hour }))),
  ).toEqual([23, 22, undefined, undefined]);
  const byDay = bucketFinder(spanOf('week', now));
  expect(['2026-11-26', '2026-11-20', '2026-11-19', ''].map((day) => byDay(row({ day })))).toEqual([
    6,
    0,
    undefined,
    undefined,
  ]);
});

describe('around the end and the start of daylight saving time in Berlin', () => {
  const before = process.env['TZ'];
  beforeEach(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  test('a day of 25 or 23 hours is one bar', () => {
    expect(days('week', Date.UTC(2026, 9, 26, 12)).slice(-2)).toEqual([
      ['2026-10-25', 25],
      ['2026-10-26', 24],
    ]);
    expect(days('week', Date.UTC(2026, 2, 30, 12)).slice(-2)).toEqual([
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
  });

  test('the two hours that the clock shows alike are two bars', () => {
    // 02:30 in summer time, and 02:30 an hour later.
    const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)] as const;
    expect(new Date(first).getHours()).toBe(new Date(second).getHours());
    expect(
      spanOf('day', second)
        .buckets.slice(-2)
        .map(({ start }) => start),
    ).toEqual([Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 9, 25, 1)]);
  });
});

test('an hour begins at half past in a time zone with half an hour', () => {
  const before = process.env['TZ'];
  process.env['TZ'] = 'Asia/Kolkata';
  try {
    const start = spanOf('day', Date.UTC(2026, 9, 25, 1, 15)).buckets.at(-1)?.start;
    expect(start).toBe(Date.UTC(2026, 9, 25, 0, 30));
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});
