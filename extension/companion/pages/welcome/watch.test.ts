import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECONNECT_MS } from '../../../../shared/protocol/limits.ts';
import { CHECK_MS, createWatch, MAX_CHECKS } from './watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = () => {
  const page = { visible: true, waiting: true };
  const check = vi.fn(async () => {});
  const watch = createWatch({ check, isWaiting: () => page.waiting, isVisible: () => page.visible });
  return { page, check, watch };
};

const pass = (checks: number) => vi.advanceTimersByTimeAsync(CHECK_MS * checks);

test('checks are at least as far apart as the longest back-off of the connection', () => {
  expect(CHECK_MS).toBe(Math.max(...RECONNECT_MS));
});

test('it repeats the check while something is missing', async () => {
  const { page, check, watch } = setUp();
  await watch.checkNow();
  await pass(3);
  expect(check).toHaveBeenCalledTimes(4);
  page.waiting = false;
  await pass(3);
  expect(check).toHaveBeenCalledTimes(5);
});

test('nothing is checked while the page is hidden', async () => {
  const { page, check, watch } = setUp();
  await watch.checkNow();
  page.visible = false;
  watch.pause();
  await pass(10);
  expect(check).toHaveBeenCalledTimes(1);
});

test('the checks are bounded until the user comes back', async () => {
  const { check, watch } = setUp();
  await watch.checkNow();
  await pass(MAX_CHECKS + 10);
  expect(check).toHaveBeenCalledTimes(MAX_CHECKS + 1);
  await watch.checkNow();
  await pass(1);
  expect(check).toHaveBeenCalledTimes(MAX_CHECKS + 3);
});

test('checks never overlap, and one that the user asks for begins after the running one', async () => {
  const { check, watch } = setUp();
  const ends: (() => void)[] = [];
  check.mockImplementation(() => new Promise((resolve) => ends.push(resolve)));
  const first = watch.checkNow();
  const second = watch.checkNow();
  const third = watch.checkNow();
  expect(check).toHaveBeenCalledTimes(1);
  ends.shift()?.();
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(check).toHaveBeenCalledTimes(2);
  ends.shift()?.();
  await Promise.all([second, third]);
  expect(check).toHaveBeenCalledTimes(2);
});

test('the time to the next check begins when one has ended', async () => {
  const { check, watch } = setUp();
  const ends: (() => void)[] = [];
  check.mockImplementation(() => new Promise((resolve) => ends.push(resolve)));
  void watch.checkNow();
  await pass(5);
  expect(check).toHaveBeenCalledTimes(1);
  ends.shift()?.();
  await pass(1);
  expect(check).toHaveBeenCalledTimes(2);
});
