import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLeases, type LeaseRows } from './leases.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a lease is released after a pending renewal, which would add it again', async () => {
  const done: string[] = [];
  const renewal = Promise.withResolvers<void>();
  const rows: LeaseRows = {
    take: async () => true,
    async renew() {
      await renewal.promise;
      done.push('renewed');
    },
    async release() {
      done.push('released');
    },
  };
  const leases = createLeases(rows, 30);
  const lease = await leases.take('one', 1);
  await vi.advanceTimersByTimeAsync(10_000);
  lease?.release();
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toEqual([]);
  renewal.resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toEqual(['renewed', 'released']);
  leases.close();
});
