import { expect, test } from 'vitest';
import { median, p99, quantile } from './statistics.ts';

test('the median of an even number of samples is the mean of the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

test('a quantile is interpolated linearly', () => {
  const samples = Array.from({ length: 101 }, (_, at) => at);
  expect(p99(samples)).toBe(99);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

test('the order of the samples is not changed', () => {
  const samples = [3, 1, 2];
  median(samples);
  expect(samples).toEqual([3, 1, 2]);
});

test('no samples have no median', () => {
  expect(median([])).toBeNaN();
});
