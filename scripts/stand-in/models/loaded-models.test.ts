import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLoadedModels } from './loaded-models.ts';
import { newModel } from './model-store.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test.each([
  [undefined, 5 * 60_000],
  [60, 60_000],
  ['1h30m', 90 * 60_000],
  [-1, 292 * 365 * 24 * 3_600_000],
  ['-1s', 292 * 365 * 24 * 3_600_000],
])('keep_alive %s keeps a model loaded for %d ms', async (keepAlive, stay) => {
  const loaded = createLoadedModels(0);
  await loaded.load(newModel({ name: 'a' }), keepAlive, new AbortController().signal);
  expect(loaded.list().map(({ expiresAt }) => expiresAt)).toEqual([stay]);
  vi.setSystemTime(stay);
  expect(loaded.list()).toEqual([]);
});
