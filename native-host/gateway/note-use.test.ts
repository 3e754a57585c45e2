import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createUseNotes } from './note-use.ts';

test('the use of a grant is passed on at most twice a minute, and a failing store is tolerated', async () => {
  const clock = { now: 1_000_000 };
  const touch = vi.fn(async (id: string) => {
    if (id === 'two') throw new Error('full');
  });
  const note = createUseNotes({ grants: { touch } }, () => clock.now);
  for (const id of ['one', 'two', 'one']) note(id);
  expect(touch).not.toHaveBeenCalled();
  await nextTurn();
  expect(touch.mock.calls).toEqual([['one'], ['two']]);
  clock.now += 29_999;
  note('one');
  clock.now += 1;
  note('one');
  await nextTurn();
  expect(touch.mock.calls).toEqual([['one'], ['two'], ['one']]);
});

test('the number of remembered grants is bounded', async () => {
  const touch = vi.fn(async () => {});
  const note = createUseNotes({ grants: { touch } }, () => 0);
  for (let at = 0; at <= 1_000; at += 1) note(String(at));
  note('0');
  await nextTurn();
  expect(touch).toHaveBeenCalledTimes(1_002);
});
