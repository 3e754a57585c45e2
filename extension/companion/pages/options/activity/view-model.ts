import type { ListedRequest } from '../../../../../shared/access/recent-request.ts';
import type { HourUsage } from '../../../../../shared/access/usage.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { type Period, type Span, spanOf } from './buckets.ts';
import { type Measure, type Series, seriesOf, type Totals, totalsOf } from './summarise.ts';
import type { User } from './users.ts';

/** What the user has chosen. */
export interface Choice {
  readonly period: Period;
  readonly measure: Measure;
  /** The number of recent requests that are listed. */
  readonly limit: number;
}

/** What the host has reported. */
export interface Activity {
  readonly period: Period;
  readonly rows: readonly HourUsage[];
  readonly recent: readonly ListedRequest[];
  readonly now: number;
  userOf(grantId: string): User;
}

export type NamedSeries = Series & { readonly name: string };

/** The bars of the chart and of its table. */
export interface Summary {
  readonly span: Span;
  readonly series: readonly NamedSeries[];
  readonly totals: Totals;
}

export const summaryOf = ({ rows, period, now, userOf }: Activity, measure: Measure): Summary => {
  const span = spanOf(period, now);
  const names = new Map(rows.map(({ grantId }) => userOf(grantId)).map(({ key, name }) => [key, name]));
  const series = seriesOf(rows, span, measure, (grantId) => userOf(grantId).key);
  return {
    span,
    series: series.map((each) => ({
      ...each,
      name: each.key === undefined ? TEXTS.activity.rest : (names.get(each.key) ?? each.key),
    })),
    totals: totalsOf(rows, span),
  };
};
