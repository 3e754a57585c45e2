import { expect, test, vi } from 'vitest';
import { createKnownPause } from './known-pause.ts';

const setUp = () => {
  const clock: { version: number | undefined } = { version: 1 };
  const pause = { get: vi.fn(async () => false), set: vi.fn(async () => true) };
  return { clock, pause, known: createKnownPause(pause, () => clock.version) };
};

test('the state is read once, until permissions have changed', async () => {
  const { clock, pause, known } = setUp();
  for (const _ of [1, 2]) expect(await known.get()).toBe(false);
  expect(pause.get).toHaveBeenCalledTimes(1);
  clock.version = 2;
  await known.get();
  known.forget();
  await known.get();
  expect(pause.get).toHaveBeenCalledTimes(3);
});

test('nothing is cached while the version is not known, and no failure is', async () => {
  const { clock, pause, known } = setUp();
  clock.version = undefined;
  for (const _ of [1, 2]) await known.get();
  expect(pause.get).toHaveBeenCalledTimes(2);
  clock.version = 1;
  pause.get.mockRejectedValueOnce(new Error('locked'));
  await expect(known.get()).rejects.toThrow('locked');
  expect(await known.get()).toBe(false);
});
