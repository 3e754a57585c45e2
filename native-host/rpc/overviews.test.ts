import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COLLECT_MS, createOverviews } from './overviews.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = () => {
  const state = { waiting: 0, running: 0, paused: false, paired: true };
  const read = vi.fn(async () => ({ ...state }));
  const controller = new AbortController();
  const store = { changed: () => {}, listeners: 0 };
  const overviews = createOverviews({
    read,
    listen(changed) {
      store.changed = changed;
      store.listeners += 1;
      return () => {
        store.listeners -= 1;
      };
    },
  });
  return { store, state, read, controller, overviews, signal: controller.signal };
};

test('the first answer comes at once', async () => {
  const { state, overviews, signal } = setUp();
  expect(await overviews.next(undefined, signal)).toEqual({ ...state, unreachable: false });
});

test('an answer that was seen is followed by the next one that differs, once for many changes', async () => {
  const { state, read, overviews, signal } = setUp();
  const seen = await overviews.next(undefined, signal);
  const next = overviews.next(seen, signal);
  for (state.running = 1; state.running < 5; state.running += 1) overviews.changed();
  await vi.advanceTimersByTimeAsync(COLLECT_MS);
  expect(await next).toMatchObject({ running: 5 });
  expect(read).toHaveBeenCalledTimes(3);
});

test('a change that was undone in the meantime is not reported', async () => {
  const { state, overviews, signal } = setUp();
  const seen = await overviews.next(undefined, signal);
  const next = overviews.next(seen, signal);
  overviews.changed();
  await vi.advanceTimersByTimeAsync(COLLECT_MS);
  state.waiting = 1;
  overviews.changed();
  await vi.advanceTimersByTimeAsync(COLLECT_MS);
  expect(await next).toMatchObject({ waiting: 1 });
});

test('whether Ollama could be reached is part of it', async () => {
  const { overviews, signal } = setUp();
  const seen = await overviews.next(undefined, signal);
  const next = overviews.next(seen, signal);
  overviews.noteOllama(true);
  expect(vi.getTimerCount()).toBe(0);
  overviews.noteOllama(false);
  await vi.advanceTimersByTimeAsync(COLLECT_MS);
  expect(await next).toMatchObject({ unreachable: true });
});

test('a change in the store counts, and the store is listened to only while somebody waits', async () => {
  const { store, state, overviews, signal } = setUp();
  const seen = await overviews.next(undefined, signal);
  expect(store.listeners).toBe(0);
  const next = overviews.next(seen, signal);
  expect(store.listeners).toBe(1);
  state.paused = true;
  store.changed();
  await vi.advanceTimersByTimeAsync(COLLECT_MS);
  expect(await next).toMatchObject({ paused: true });
  expect(store.listeners).toBe(0);
});

test('without anyone who waits there is no timer, and nobody waits after an abort', async () => {
  const { controller, overviews, signal } = setUp();
  const seen = await overviews.next(undefined, signal);
  overviews.changed();
  expect(vi.getTimerCount()).toBe(0);
  const next = overviews.next(seen, signal);
  controller.abort(new Error('gone'));
  await expect(next).rejects.toThrow('gone');
  overviews.changed();
  expect(vi.getTimerCount()).toBe(0);
});
