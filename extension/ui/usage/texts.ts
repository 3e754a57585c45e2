import type { plural } from '../texts/fill.ts';
import type { Period } from './buckets.ts';
import type { Measure } from './summarise.ts';

type Plural = Parameters<typeof plural>[0];

/** The texts of the usage views. */
export interface UsageTexts {
  readonly period: string;
  readonly periods: Readonly<Record<Period, string>>;
  readonly measure: string;
  readonly measures: Readonly<Record<Measure, string>>;
  readonly per: { readonly hour: string; readonly day: string };
  readonly requests: Plural;
  readonly failed: Plural;
  readonly input: Plural;
  readonly output: Plural;
  readonly chart: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly table: string;
  readonly time: string;
  readonly total: string;
}
