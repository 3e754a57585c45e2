import type { HourUsage } from '../../../shared/access/usage.ts';
import type { Period, Span } from './buckets.ts';
import { type Measure, type Series, seriesOf, type Totals, totalsOf } from './summarise.ts';

/** Whose use it is, for example of an extension with all its grants. */
export interface User {
  readonly key: string;
  /** Anyone may have chosen it: show it as text only. */
  readonly name: string;
}

/** What the user has chosen to see. */
export interface UsageChoice {
  readonly period: Period;
  readonly measure: Measure;
}

export type NamedSeries = Series & { readonly name: string };

/** The bars of the chart and of its table. */
export interface Summary {
  readonly span: Span;
  readonly series: readonly NamedSeries[];
  readonly totals: Totals;
}

/**
 * The usage of a period, by user.
 * @param rest the name of all users without a series of their own
 */
export const summarise = (
  rows: readonly HourUsage[],
  span: Span,
  { measure, userOf, rest }: { measure: Measure; userOf(grantId: string): User; rest: string },
): Summary => {
  const names = new Map(rows.map(({ grantId }) => userOf(grantId)).map(({ key, name }) => [key, name]));
  const series = seriesOf(rows, span, measure, (grantId) => userOf(grantId).key);
  return {
    span,
    series: series.map((each) => ({
      ...each,
      name: each.key === undefined ? rest : (names.get(each.key) ?? each.key),
    })),
    totals: totalsOf(rows, span),
  };
};
