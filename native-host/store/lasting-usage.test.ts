import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HourUsage } from '../../shared/access/usage.ts';
import { createLastingUsage } from './lasting-usage.ts';
import { StoreError } from './store-error.ts';

const count = (change: Partial<HourUsage> = {}): HourUsage => ({
  grantId: 'one',
  day: '2026-11-24',
  hour: 0,
  model: 'llama3',
  requests: 1,
  errors: 0,
  promptTokens: 2,
  outputTokens: 3,
  estimated: 0,
  ms: 4,
  ...change,
});

const UNUSED = { hours: async () => [], compact: async () => {} };

const setUsage = () => {
  const written: HourUsage[] = [];
  const database = { away: false, trouble: new StoreError('unreachable', 'postgres://db') };
  const usage = createLastingUsage({
    async add(...rows) {
      if (database.away) throw database.trouble;
      written.push(...rows);
    },
    list: async () => written,
    ...UNUSED,
  });
  return { usage, written, database };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a count is written at once', async () => {
  const { usage, written } = setUsage();
  await usage.add(count());
  expect(written).toEqual([count()]);
});

test('while the database is unreachable, counts are added up, and written once when it is back', async () => {
  const { usage, written, database } = setUsage();
  database.away = true;
  await usage.add(count());
  await usage.add(count({ errors: 1 }), count({ model: 'other' }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toEqual([]);
  database.away = false;
  await vi.advanceTimersByTimeAsync(5_000);
  const both = count({ requests: 2, errors: 1, promptTokens: 4, outputTokens: 6, ms: 8 });
  expect(written).toHaveLength(2);
  expect(written).toEqual(expect.arrayContaining([both, count({ model: 'other' })]));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test('close writes pending counts, and stops retrying', async () => {
  const { usage, written, database } = setUsage();
  database.away = true;
  await usage.add(count());
  database.away = false;
  await usage.close();
  expect(written).toEqual([count()]);
  expect(vi.getTimerCount()).toBe(0);
});

test('any other failure rejects', async () => {
  const { usage, database } = setUsage();
  database.away = true;
  database.trouble = new StoreError('full', 'postgres://db');
  await expect(usage.add(count())).rejects.toBe(database.trouble);
});

test('A8: while the store is locked, no response waits for its usage', async () => {
  const written: HourUsage[] = [];
  const patient = {
    add: async (...rows: readonly HourUsage[]) => void written.push(...rows),
    list: async () => written,
    ...UNUSED,
  };
  const usage = createLastingUsage(patient, () => Promise.reject(new StoreError('locked', '/store')));
  await usage.add(count());
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(written).toEqual([count()]);
  expect(usage.close()).toBeUndefined();
});
