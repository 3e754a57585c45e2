import { expect, test } from 'vitest';
import { createRestartDelay } from './restart-delay.ts';

const setUp = () => {
  let now = 0;
  const next = createRestartDelay(() => now);
  /** The waits before the starts of workers that each end after the given time. */
  return (count: number, served: number) =>
    Array.from({ length: count }, () => {
      const delay = next();
      now += delay + served;
      return delay;
    });
};

test('workers that cannot run are started less and less often, up to once a minute', () => {
  const restart = setUp();
  expect(restart(9, 500)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
});

test('a worker that has served for ten seconds is replaced after one second', () => {
  const restart = setUp();
  expect(restart(3, 10_000)).toEqual([1_000, 1_000, 1_000]);
  expect(restart(3, 9_999)).toEqual([1_000, 2_000, 4_000]);
  expect(restart(1, 60_000)).toEqual([8_000]);
  expect(restart(1, 0)).toEqual([1_000]);
});

test('workers that end together are replaced together', () => {
  let now = 0;
  const next = createRestartDelay(() => now);
  expect([next(), next(), next()]).toEqual([1_000, 1_000, 1_000]);
  now = 1_500;
  expect([next(), next(), next()]).toEqual([2_000, 2_000, 2_000]);
});
