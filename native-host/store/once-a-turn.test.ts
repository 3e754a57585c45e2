import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { onceATurn } from './once-a-turn.ts';

test('all who ask within one turn share an answer; the next turn gets a new one', async () => {
  let version = 0;
  const ask = vi.fn(() => {
    version += 1;
    return version;
  });
  const asked = onceATurn(ask);
  const together = [asked(), asked()];
  await null;
  together.push(asked());
  await nextTurn();
  expect([together, asked()]).toEqual([[1, 1, 1], 2]);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('who asks in vain leaves no answer behind', () => {
  const ask = vi.fn<() => number>().mockImplementationOnce(() => {
    throw new Error('The disk is gone.');
  });
  ask.mockReturnValue(7);
  const asked = onceATurn(ask);
  expect(asked).toThrow('The disk is gone.');
  expect(asked()).toBe(7);
});
