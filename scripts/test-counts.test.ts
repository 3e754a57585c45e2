import { expect, test } from 'vitest';
import { countsOf } from './test-counts.ts';

test('a run without a report counts nothing', () => {
  expect(countsOf(undefined)).toEqual({ passed: 0, failed: 0 });
});

test('a file that fails without a failed test counts as one', () => {
  const report = { numPassedTests: 4, numFailedTests: 0, success: false };
  expect(countsOf(report)).toEqual({ passed: 4, failed: 1 });
});
