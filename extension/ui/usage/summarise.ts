import { type HourUsage, tokensOf } from '../../../shared/access/usage.ts';
import { bucketFinder, type Span } from './buckets.ts';

/** What the bars count. */
export const MEASURES = ['requests', 'tokens'] as const;

export type Measure = (typeof MEASURES)[number];

/** The use by one extension or key. */
export interface Series {
  /** Undefined for all that have no series of their own. */
  readonly key: string | undefined;
  readonly total: number;
  /** One count for each bar. */
  readonly counts: readonly number[];
}

export interface Totals {
  readonly requests: number;
  readonly errors: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** Most series, that of all others included. Each has its colour and pattern. */
export const MAX_SERIES = 6;

const COUNT: Record<Measure, (row: HourUsage) => number> = {
  requests: ({ requests }) => requests,
  tokens: tokensOf,
};

const add = (one: readonly number[], two: readonly number[]) =>
  one.map((count, at) => count + (two[at] ?? 0));

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

const merge = (rest: readonly Series[], length: number): readonly Series[] => {
  if (rest.length === 0) return [];
  const counts = rest.map((series) => series.counts).reduce(add, Array<number>(length).fill(0));
  return [{ key: undefined, total: sum(counts), counts }];
};

/**
 * The series of a period, those with the most use first. Without those that have none.
 * @param keyOf to whom the use of a grant belongs
 */
export const seriesOf = (
  rows: readonly HourUsage[],
  span: Span,
  measure: Measure,
  keyOf: (grantId: string) => string,
): readonly Series[] => {
  const { length } = span.buckets;
  const find = bucketFinder(span);
  const counts = new Map<string, number[]>();
  for (const row of rows) {
    const at = find(row);
    if (at === undefined) continue;
    const key = keyOf(row.grantId);
    const own = counts.get(key) ?? Array<number>(length).fill(0);
    own[at] = (own[at] ?? 0) + COUNT[measure](row);
    counts.set(key, own);
  }
  const all = [...counts]
    .map(([key, own]) => ({ key, total: sum(own), counts: own }))
    .filter(({ total }) => total > 0)
    .toSorted((one, two) => two.total - one.total || (one.key < two.key ? -1 : 1));
  const most = all.length > MAX_SERIES ? MAX_SERIES - 1 : MAX_SERIES;
  return [...all.slice(0, most), ...merge(all.slice(most), length)];
};

/** The counts of the whole period. */
export const totalsOf = (rows: readonly HourUsage[], span: Span): Totals => {
  const find = bucketFinder(span);
  const totals = { requests: 0, errors: 0, promptTokens: 0, outputTokens: 0 };
  for (const row of rows) {
    if (find(row) === undefined) continue;
    totals.requests += row.requests;
    totals.errors += row.errors;
    totals.promptTokens += row.promptTokens;
    totals.outputTokens += row.outputTokens;
  }
  return totals;
};
