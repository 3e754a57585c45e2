import { expect, test } from 'vitest';
import { dayOf, hourOf, sumUsage, type UsageRow } from './usage.ts';

const row = (change: Partial<UsageRow>): UsageRow => ({
  day: '2026-11-24',
  grantId: 'one',
  model: 'a:latest',
  requests: 1,
  errors: 0,
  promptTokens: 10,
  outputTokens: 20,
  ms: 30,
  ...change,
});

test('rows are added up by the given key', () => {
  const rows = [row({}), row({ model: 'b', errors: 1 }), row({ grantId: 'two' })];
  expect([...sumUsage(rows, ({ grantId }) => grantId)]).toEqual([
    ['one', { requests: 2, errors: 1, promptTokens: 20, outputTokens: 40, estimated: 0, ms: 60 }],
    ['two', { requests: 1, errors: 0, promptTokens: 10, outputTokens: 20, estimated: 0, ms: 30 }],
  ]);
  expect(sumUsage([], () => '').size).toBe(0);
});

test('a day is a date in the computer’s time zone', () => {
  expect(dayOf(new Date(2026, 10, 24, 0, 0, 0).getTime())).toBe('2026-11-24');
  expect(dayOf(new Date(2026, 0, 2, 23, 59, 59).getTime())).toBe('2026-01-02');
});

test('an hour begins on the hour of the computer’s time zone', () => {
  const began = new Date(2026, 10, 24, 13, 0, 0).getTime();
  expect([began, began + 1, began + 3_599_999].map(hourOf)).toEqual([began, began, began]);
  expect(hourOf(began - 1)).toBe(began - 3_600_000);
});
