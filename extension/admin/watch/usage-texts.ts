import type { UsageTexts } from '../../ui/usage/texts.ts';

/** The texts of the usage views. */
export const USAGE_TEXTS: UsageTexts & { readonly rest: string } = {
  period: 'Period',
  periods: { day: '24 hours', week: '7 days', month: '30 days' },
  measure: 'Show',
  measures: { requests: 'Requests', tokens: 'Tokens' },
  per: { hour: '{measure} per hour', day: '{measure} per day' },
  requests: { one: '{count} request', other: '{count} requests' },
  failed: { one: '{count} failed', other: '{count} failed' },
  input: { one: '{count} token in', other: '{count} tokens in' },
  output: { one: '{count} token out', other: '{count} tokens out' },
  chart: 'Chart: {title}. The table below has the same numbers.',
  rest: 'Others',
  empty: 'No activity in this period',
  emptyHint: 'When a program uses a key, its requests and tokens appear here.',
  table: 'Show as a table',
  time: 'Time',
  total: 'Total',
};
