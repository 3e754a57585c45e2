import { expect, test } from 'vitest';
import { createBackOff } from './back-off.ts';
import { RECONNECT_MS, STABLE_MS } from './limits.ts';

const LONGEST = Math.max(...RECONNECT_MS);

/** A back-off whose time stands until it is moved. */
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

test('R24: the first line and the first after a break wait for nothing', () => {
  const { backOff, broken } = setUp();
  expect(backOff.next()).toEqual({ wait: 0 });
  broken(true);
  expect(backOff.next()).toEqual({ wait: 0 });
});

test('R24: each break in a row makes the next wait longer, up to a limit that a user can bear', () => {
  const { backOff, broken, pass } = setUp();
  const waits = Array.from({ length: 9 }, () => {
    broken(true);
    const { wait } = backOff.next() as { wait: number };
    pass(wait);
    return wait;
  });
  expect(waits).toEqual([...RECONNECT_MS, LONGEST, LONGEST, LONGEST]);
  expect(LONGEST).toBeLessThanOrEqual(5_000);
});

test('R24: who asks for a host that never worked is told at once what is known', () => {
  const { backOff, broken, pass } = setUp();
  broken(false);
  broken(false, 'host_missing');
  expect(backOff.next()).toEqual({ problem: 'host_missing' });
  pass(RECONNECT_MS[1]);
  expect(backOff.next()).toEqual({ wait: 0 });
});

test('R24: who asks for a host that once worked waits for its turn', () => {
  const { backOff, broken } = setUp();
  broken(true);
  broken(false);
  expect(backOff.next()).toEqual({ wait: RECONNECT_MS[1] });
});

test('R24: a host that worked and is gone for good is not waited for', () => {
  const { backOff, broken } = setUp();
  broken(true);
  broken(false);
  broken(false, 'host_missing');
  expect(backOff.next()).toEqual({ problem: 'host_missing' });
});

test('R24: a line that stood for a while starts the count anew', () => {
  const { backOff, broken, pass } = setUp();
  for (let count = 0; count < 9; count += 1) broken(true);
  pass(LONGEST);
  broken(true, 'gone', STABLE_MS);
  expect(backOff.next()).toEqual({ wait: 0 });
});

test('R24: who asks without a pause for a minute starts a missing host a few times only', () => {
  const { backOff, broken, pass } = setUp();
  let starts = 0;
  for (let ms = 0; ms < 60_000; ms += 10) {
    const next = backOff.next();
    if ('wait' in next && next.wait === 0) {
      starts += 1;
      broken(false);
    }
    pass(10);
  }
  expect(starts).toBeLessThanOrEqual(RECONNECT_MS.length + 60_000 / LONGEST);
});
