import { expect, test } from 'vitest';
import { createRestarts } from './restarts.ts';

const HOUR_MS = 3_600_000;

const setUp = (delay: number) => {
  const stopping = new AbortController();
  return { stopping, restarts: createRestarts(stopping.signal, () => delay) };
};

test('a worker is due after its wait', async () => {
  const { restarts } = setUp(1);
  const { delay, due } = restarts.next();
  expect([delay, await due]).toEqual([1, true]);
});

test('all workers that wait are due at once when asked to hurry, and later ones wait again', async () => {
  const { stopping, restarts } = setUp(HOUR_MS);
  const waiting = [restarts.next(), restarts.next()];
  restarts.hurry();
  const later = restarts.next();
  expect(await Promise.all(waiting.map(({ due }) => due))).toEqual([true, true]);
  const meanwhile = new Promise((resolve) => setImmediate(resolve, 'waiting'));
  expect(await Promise.race([later.due, meanwhile])).toBe('waiting');
  stopping.abort();
});

test('no worker is due once serve stops', async () => {
  const { stopping, restarts } = setUp(HOUR_MS);
  const { due } = restarts.next();
  stopping.abort();
  expect(await due).toBe(false);
  expect(await restarts.next().due).toBe(false);
});
