import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CHECK_INTERVAL_MS, type ChangeMark, createChanges } from './changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const file: { version: ChangeMark } = { version: 1 };
  const changes = createChanges(() => file.version);
  return { file, changes };
};

test('a change by another process is reported once, while there are listeners', () => {
  const { file, changes } = open();
  const heard = vi.fn();
  const stop = changes.listen(heard);
  vi.advanceTimersByTime(CHECK_INTERVAL_MS);
  expect(heard).not.toHaveBeenCalled();
  file.version = 2;
  vi.advanceTimersByTime(5 * CHECK_INTERVAL_MS);
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  file.version = 3;
  vi.advanceTimersByTime(CHECK_INTERVAL_MS);
  expect([heard.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('a change by this process is reported at once', () => {
  const { changes } = open();
  const heard = vi.fn();
  changes.listen(heard);
  changes.notify();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('after close, nothing is reported and nothing is checked', () => {
  const { changes } = open();
  const heard = vi.fn();
  changes.listen(heard);
  changes.close();
  changes.notify();
  expect([heard.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
});

test('A7: a failing store is reported once, and an unreadable one when it is readable again', () => {
  const { file, changes } = open();
  const heard = vi.fn();
  changes.listen(heard);
  file.version = 'damaged';
  vi.advanceTimersByTime(5 * CHECK_INTERVAL_MS);
  expect(heard).toHaveBeenCalledTimes(1);
  file.version = undefined;
  vi.advanceTimersByTime(5 * CHECK_INTERVAL_MS);
  expect(heard).toHaveBeenCalledTimes(1);
  file.version = 'damaged';
  vi.advanceTimersByTime(5 * CHECK_INTERVAL_MS);
  expect(heard).toHaveBeenCalledTimes(2);
});
