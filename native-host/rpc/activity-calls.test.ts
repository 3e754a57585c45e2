import { describe, expect, test } from 'vitest';
import { MAX_SUMMARY_DAYS, MAX_SUMMARY_ROWS } from '../../shared/protocol/limits.ts';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Midnight in the computer's time zone. */
const MIDNIGHT = new Date(2026, 10, 24).getTime();

const row = (at: number, change: { grantId?: string; model?: string } = {}) => ({
  ...{ day: '2026-11-24', hour: MIDNIGHT + at * HOUR_MS, grantId: 'one', model: 'm' },
  ...{ requests: 1, errors: 0, promptTokens: 2, outputTokens: 3, estimated: 0, ms: 4 },
  ...change,
});

const setUp = async () => {
  const calls = setUpCalls();
  await calls.pair();
  const summary = (unit: string, since: number, until: number) =>
    calls.call('activity.summary', { unit, since, until });
  return { ...calls, summary };
};

const refused = (code: string) => ({ type: 'error', code });

describe('activity.summary', () => {
  test('by the hour: the hours of the range, newest first', async () => {
    const { store, summary } = await setUp();
    for (const at of [1, 2, 3]) await store.usage.add(row(at));
    expect(await summary('hour', MIDNIGHT + HOUR_MS, MIDNIGHT + 3 * HOUR_MS)).toEqual({
      type: 'result',
      value: [row(2), row(1)],
    });
  });

  test('by the day: the sums of the days of the range, its end excluded', async () => {
    const { store, summary } = await setUp();
    for (const at of [1, 2]) await store.usage.add(row(at));
    await store.usage.add({ ...row(24), day: '2026-11-25' });
    const day = { ...row(0), hour: 0, requests: 2, promptTokens: 4, outputTokens: 6, ms: 8 };
    expect(await summary('day', MIDNIGHT, MIDNIGHT + DAY_MS)).toEqual({ type: 'result', value: [day] });
    expect(await summary('day', MIDNIGHT, MIDNIGHT + 2 * DAY_MS)).toMatchObject({
      value: [day, { day: '2026-11-25', hour: 0 }],
    });
  });

  test('the models are merged where there are too many rows, and refused where that is not enough', async () => {
    const { store, summary } = await setUp();
    await store.contents.write({
      ...{ grants: [], denials: [], dismissals: [], settings: [], audit: [], accounts: [], recent: [] },
      usage: Array.from({ length: MAX_SUMMARY_ROWS + 1 }, (_, at) => row(1, { model: `m${at}` })),
    });
    const range = [MIDNIGHT, MIDNIGHT + DAY_MS] as const;
    const merged = { grantId: 'one', model: '', requests: MAX_SUMMARY_ROWS + 1 };
    expect(await summary('hour', ...range)).toMatchObject({ value: [{ ...merged, hour: row(1).hour }] });
    expect(await summary('day', ...range)).toMatchObject({ value: [{ ...merged, day: '2026-11-24' }] });
  });

  test.each([
    ['an empty range', 'day', 5, 5],
    ['a range that ends before it begins', 'hour', 5, 4],
    ['too many hours', 'hour', 0, MAX_SUMMARY_DAYS.hour * DAY_MS + 1],
    ['too many days', 'day', 0, MAX_SUMMARY_DAYS.day * DAY_MS + 1],
    ['an unknown unit', 'week', 0, 1],
    ['no time', 'day', 0, Number.NaN],
    ['a time before the epoch', 'day', -1, 1],
    ['a part of a millisecond', 'hour', 0, 1.5],
    ['a year without four digits', 'day', 253_370_764_800_000, 253_370_764_800_001],
  ])('%s is refused', async (_what, unit, since, until) => {
    const { summary } = await setUp();
    expect(await summary(unit, since, until)).toMatchObject(refused('bad_request'));
  });
});

describe('activity.recent', () => {
  const request = (at: number) => ({
    ...{ at, grantId: 'one', model: 'm', operation: 'chat', state: 'ok' as const, status: 200, code: null },
    ...{ promptTokens: 1, outputTokens: 2, firstMs: 3, outputMs: null, ms: 4 },
  });

  test('the newest requests come first, in pages', async () => {
    const { store, call } = await setUp();
    await store.recent.add([1, 2, 3].map(request));
    const first = await call('activity.recent', { limit: 2 });
    expect(first).toMatchObject({ type: 'result', value: [request(3), request(2)] });
    const [, last] = (first as { value: { id: number }[] }).value;
    expect(await call('activity.recent', { limit: 2, before: last?.id })).toMatchObject({
      value: [request(1)],
    });
  });

  test.each([0, 501, 1.5, '5', undefined])('a limit of %s is refused', async (limit) => {
    const { call } = await setUp();
    expect(await call('activity.recent', { limit })).toMatchObject(refused('bad_request'));
  });
});

test.each([
  ['activity.summary', { unit: 'day', since: 0, until: 1 }],
  ['activity.recent', { limit: 1 }],
])('%s is for the paired companion alone', async (name, params) => {
  const { call } = setUpCalls();
  expect(await call(name, params)).toMatchObject(refused('no_key'));
  expect(await call(name, params, EXTENSION)).toMatchObject(refused('operation_unknown'));
});
