import type { ListedRequest } from '../../../../../shared/access/recent-request.ts';
import type { HourUsage } from '../../../../../shared/access/usage.ts';
import { type Period, spanOf } from '../../../../ui/usage/buckets.ts';
import type { Measure } from '../../../../ui/usage/summarise.ts';
import { type Summary, summarise, type UsageChoice, type User } from '../../../../ui/usage/summary.ts';
import type { UsageTexts } from '../../../../ui/usage/texts.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** What the user has chosen. */
export interface Choice extends UsageChoice {
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

export const USAGE_TEXTS: UsageTexts = { ...TEXTS.activity, requests: TEXTS.requests };

export const summaryOf = ({ rows, period, now, userOf }: Activity, measure: Measure): Summary =>
  summarise(rows, spanOf(period, now), { measure, userOf, rest: TEXTS.activity.rest });
