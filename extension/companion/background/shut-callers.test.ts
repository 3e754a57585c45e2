import { expect, test } from 'vitest';
import { createShutCallers, FIRST_MS, LONGEST_MS } from './shut-callers.ts';

const open = () => {
  const clock = { now: 1_000 };
  return { clock, shut: createShutCallers(() => clock.now) };
};

test('A3: shutting out a caller does not affect others', () => {
  const { clock, shut } = open();
  shut.add('one');
  expect([shut.has('one'), shut.has('two')]).toEqual([true, false]);
  clock.now += FIRST_MS;
  expect(shut.has('one')).toBe(false);
});

test('A3: the time doubles up to its limit, and is reset after a quiet period', () => {
  const { clock, shut } = open();
  const times = Array.from({ length: 9 }, () => {
    shut.add('one');
    const since = clock.now;
    while (shut.has('one')) clock.now += 1_000;
    return clock.now - since;
  });
  expect(times.slice(0, 3)).toEqual([FIRST_MS, 2 * FIRST_MS, 4 * FIRST_MS]);
  expect(times.at(-1)).toBe(LONGEST_MS);
  clock.now += LONGEST_MS;
  shut.add('one');
  clock.now += FIRST_MS;
  expect(shut.has('one')).toBe(false);
});
