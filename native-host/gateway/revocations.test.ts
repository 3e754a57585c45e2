import { expect, onTestFinished, test, vi } from 'vitest';
import { createRevocations } from './revocations.ts';

const open = () => {
  const listeners = new Set<() => void>();
  const revocations = createRevocations({
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  const change = () => {
    for (const listener of listeners) listener();
  };
  return { revocations, listeners, change };
};

test('each running request is checked after a change, with one listener on the store', () => {
  const { revocations, listeners, change } = open();
  const [one, two] = [vi.fn(), vi.fn()];
  const end = revocations.watch(one);
  revocations.watch(two);
  expect(listeners.size).toBe(1);
  change();
  end();
  change();
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 2]);
});

test('a check may end its own request', () => {
  const { revocations, change } = open();
  const end = revocations.watch(() => end());
  const other = vi.fn();
  revocations.watch(other);
  change();
  expect(other).toHaveBeenCalledTimes(1);
});

test('the listener is removed a while after the last request, and at once on close', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { revocations, listeners } = open();
  const end = revocations.watch(() => {});
  end();
  end();
  expect(listeners.size).toBe(1);
  vi.runAllTimers();
  expect(listeners.size).toBe(0);
  revocations.watch(() => {});
  revocations.close();
  expect(listeners.size).toBe(0);
});
