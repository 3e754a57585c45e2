import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSeen } from './when-seen.ts';

const fakePage = (visibilityState: DocumentVisibilityState) => {
  const page = Object.assign(new EventTarget(), { visibilityState });
  return {
    page,
    turn(to: DocumentVisibilityState) {
      page.visibilityState = to;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a visible page counts as seen after its time', () => {
  const change = vi.fn();
  whenSeen(500, change, fakePage('visible').page);
  vi.advanceTimersByTime(499);
  expect(change.mock.calls).toEqual([[false]]);
  vi.advanceTimersByTime(1);
  expect(change).toHaveBeenLastCalledWith(true);
});

test('a page that was covered in between must be seen anew', () => {
  const change = vi.fn();
  const { page, turn } = fakePage('hidden');
  whenSeen(500, change, page);
  vi.advanceTimersByTime(5000);
  turn('visible');
  vi.advanceTimersByTime(400);
  turn('hidden');
  vi.advanceTimersByTime(400);
  expect(change).not.toHaveBeenCalledWith(true);
  turn('visible');
  vi.advanceTimersByTime(500);
  expect(change).toHaveBeenLastCalledWith(true);
});
