import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { onceATurn } from './once-a-turn.ts';

test('calls within one tick share a result, and the next tick gets a new one', async () => {
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

test('an exception is not memoized', () => {
  const ask = vi.fn<() => number>().mockImplementationOnce(() => {
    throw new Error('The disk is gone.');
  });
  ask.mockReturnValue(7);
  const asked = onceATurn(ask);
  expect(asked).toThrow('The disk is gone.');
  expect(asked()).toBe(7);
});
