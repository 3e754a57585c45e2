import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { memoizePerTick } from './memoize-per-tick.ts';

test('calls within one tick share a result, and the next tick gets a new one', async () => {
  let version = 0;
  const compute = vi.fn(() => {
    version += 1;
    return version;
  });
  const memoized = memoizePerTick(compute);
  const together = [memoized(), memoized()];
  await null;
  together.push(memoized());
  await nextTick();
  expect([together, memoized()]).toEqual([[1, 1, 1], 2]);
  expect(compute).toHaveBeenCalledTimes(2);
});

test('an exception is not memoized', () => {
  const compute = vi.fn<() => number>().mockImplementationOnce(() => {
    throw new Error('The disk is gone.');
  });
  compute.mockReturnValue(7);
  const memoized = memoizePerTick(compute);
  expect(memoized).toThrow('The disk is gone.');
  expect(memoized()).toBe(7);
});
