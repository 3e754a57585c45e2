import { expect, test } from 'vitest';
import { createBackOff } from './back-off.ts';
import { RECONNECT_MS, STABLE_MS } from './limits.ts';

const LONGEST = Math.max(...RECONNECT_MS);

/** A back-off with a clock that the test advances. */
const setUp = () => {
  let time = 1_000_000;
  const backOff = createBackOff<string>(() => time);
  const broken = (answered: boolean, problem = 'gone', after = 0) => {
    if (answered) backOff.connected();
    time += after;
    backOff.disconnected(problem);
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { backOff, broken, pass };
};

test('R24: the first connection, and the first after a disconnect, are not delayed', () => {
  const { backOff, broken } = setUp();
  expect(backOff.next()).toBe(0);
  broken(true);
  expect(backOff.next()).toBe(0);
});

test('R24: each consecutive disconnect makes the delay longer, up to a limit', () => {
  const { backOff, broken, pass } = setUp();
  const waits = Array.from({ length: 9 }, () => {
    broken(true);
    const wait = backOff.next();
    pass(wait);
    return wait;
  });
  expect(waits).toEqual([...RECONNECT_MS, LONGEST, LONGEST, LONGEST]);
  expect(LONGEST).toBeLessThanOrEqual(5_000);
});

test('R24: if the host has never worked, callers get the last problem at once', () => {
  const { backOff, broken, pass } = setUp();
  broken(false);
  broken(false, 'host_missing');
  expect(backOff.next).toThrow('host_missing');
  pass(RECONNECT_MS[1]);
  expect(backOff.next()).toBe(0);
});

test('R24: if the host has worked before, callers wait for the delay', () => {
  const { backOff, broken } = setUp();
  broken(true);
  broken(false);
  expect(backOff.next()).toBe(RECONNECT_MS[1]);
});

test('R24: callers do not wait for a host that worked and no longer answers', () => {
  const { backOff, broken } = setUp();
  broken(true);
  broken(false);
  broken(false, 'host_missing');
  expect(backOff.next).toThrow('host_missing');
});

test('R24: a stable connection resets the count of disconnects', () => {
  const { backOff, broken, pass } = setUp();
  for (let count = 0; count < 9; count += 1) broken(true);
  pass(LONGEST);
  broken(true, 'gone', STABLE_MS);
  expect(backOff.next()).toBe(0);
});

test('R24: constant calls during a minute start a missing host only a few times', () => {
  const { backOff, broken, pass } = setUp();
  let starts = 0;
  for (let ms = 0; ms < 60_000; ms += 10) {
    try {
      if (backOff.next() > 0) continue;
      starts += 1;
      broken(false);
    } catch (problem) {
      expect(problem).toBe('gone');
    } finally {
      pass(10);
    }
  }
  expect(starts).toBeLessThanOrEqual(RECONNECT_MS.length + 60_000 / LONGEST);
});
