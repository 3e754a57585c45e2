import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CHECK_INTERVAL_MS, type ChangeMark, createChanges } from './changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const file: { version: ChangeMark } = { version: 1 };
  const changes = createChanges(() => file.version);
  return { file, changes };
};

test('what another process changes is heard while somebody listens, and once', () => {
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

test('what this process changes is heard at once', () => {
  const { changes } = open();
  const heard = vi.fn();
  changes.listen(heard);
  changes.notify();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('after the end nobody is told and nothing is looked at', () => {
  const { changes } = open();
  const heard = vi.fn();
  changes.listen(heard);
  changes.close();
  changes.notify();
  expect([heard.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
});

test('A7: a store that fails is told once; one that nobody can read, when it can be read again', () => {
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
