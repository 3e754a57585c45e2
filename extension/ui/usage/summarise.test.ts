import { describe, expect, test } from 'vitest';
import { dayOf, type HourUsage } from '../../../shared/access/usage.ts';
import { spanOf } from './buckets.ts';
import { MAX_SERIES, seriesOf, totalsOf } from './summarise.ts';

const NOW = new Date(2026, 10, 26, 12).getTime();
const WEEK = spanOf('week', NOW);

const row = (at: number, grantId: string, change: Partial<HourUsage> = {}): HourUsage => ({
  ...{ day: dayOf(WEEK.buckets[at]?.start ?? 0), hour: 0, grantId, model: 'm', requests: 1, errors: 0 },
  ...{ promptTokens: 10, outputTokens: 5, ms: 1 },
  ...change,
});

const same = (grantId: string) => grantId;

describe('series', () => {
  test('counts are added up by bar and extension, the most used first', () => {
    const rows = [row(0, 'a'), row(6, 'b'), row(6, 'b', { model: 'other' }), row(6, 'a', { requests: 5 })];
    expect(seriesOf(rows, WEEK, 'requests', same)).toEqual([
      { key: 'a', total: 6, counts: [1, 0, 0, 0, 0, 0, 5] },
      { key: 'b', total: 2, counts: [0, 0, 0, 0, 0, 0, 2] },
    ]);
    expect(seriesOf(rows, WEEK, 'tokens', same).map(({ key, total }) => [key, total])).toEqual([
      ['a', 30],
      ['b', 30],
    ]);
  });

  test('grants of the same extension are one series', () => {
    expect(seriesOf([row(0, 'a'), row(1, 'b')], WEEK, 'requests', () => 'both')).toMatchObject([
      { key: 'both', total: 2 },
    ]);
  });

  test('a series without a count, and a row of another time, are left out', () => {
    const rows = [row(0, 'a', { promptTokens: 0, outputTokens: 0 }), row(0, 'b', { day: '2020-01-01' })];
    expect(seriesOf(rows, WEEK, 'tokens', same)).toEqual([]);
  });

  test('the least used share one series if there are too many', () => {
    const of = (count: number) =>
      seriesOf(
        Array.from({ length: count }, (_, at) => row(at % 7, `g${at}`, { requests: 100 - at })),
        WEEK,
        'requests',
        same,
      );
    expect(of(MAX_SERIES).map(({ key }) => key)).not.toContain(undefined);
    const many = of(MAX_SERIES + 3);
    expect(many).toHaveLength(MAX_SERIES);
    expect(many.at(-1)).toMatchObject({ key: undefined, total: 95 + 94 + 93 + 92 });
  });
});

test('the totals of a period', () => {
  const rows = [row(0, 'a', { errors: 1 }), row(6, 'b'), row(0, 'b', { day: '2020-01-01' })];
  expect(totalsOf(rows, WEEK)).toEqual({ requests: 2, errors: 1, promptTokens: 20, outputTokens: 10 });
});
