import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchProgress } from './body-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const RULE = { ms: 1_000, bytes: 100 };

/** A body of which `bytes[n]` arrive in second n. Undefined: this side does not read in that second. */
const secondsUntilStalled = (bytes: readonly (number | undefined)[]): number | undefined => {
  const state = { bytesRead: 5_000, paused: false };
  const request = { socket: state, isPaused: () => state.paused };
  let second = 0;
  let stalledAt: number | undefined;
  const stop = watchProgress(request as never, RULE, () => {
    stalledAt = second;
  });
  for (const each of bytes) {
    state.paused = each === undefined;
    state.bytesRead += each ?? 0;
    second += 1;
    vi.advanceTimersByTime(1_000);
  }
  stop();
  expect(vi.getTimerCount()).toBe(0);
  return stalledAt;
};

test.each([
  ['comes slowly and for long', Array(1_000).fill(100), undefined],
  ['waits for its reader', [100, undefined, undefined, undefined, 100], undefined],
  ['never begins', [0], 1],
  ['stops', [1_000_000, 1_000_000, 0], 3],
  ['comes drop by drop', [100, 99, 99], 2],
  ['stops after its reader had it wait', [100, undefined, 0], 3],
] as const)('A10: a body that %s', (_, bytes, stalled) => {
  expect(secondsUntilStalled(bytes)).toBe(stalled);
});
