import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreError } from '../store-error.ts';
import { createRun } from './run-patiently.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Errors of SQLite, by their result codes. */
const failure = (errcode: number) => Object.assign(new Error('of SQLite'), { errcode });

const open = (waitMs: number) => {
  const troubles = { failed: vi.fn(), worked: vi.fn() };
  return { troubles, run: createRun({ path: '/store', waitMs, troubles }) };
};

test('work that succeeds at once is done synchronously', async () => {
  const { run, troubles } = open(0);
  const work = vi.fn(() => 'done');
  const asked = run('read', work);
  expect(work).toHaveBeenCalledTimes(1);
  expect(await asked).toBe('done');
  expect(troubles.worked).toHaveBeenCalledExactlyOnceWith('read');
});

test('work waits for another process with timers, and is retried until it succeeds', async () => {
  const { run, troubles } = open(5_000);
  let isLocked = true;
  const work = vi.fn(() => {
    if (isLocked) throw failure(5);
    return 'done';
  });
  const asked = run('write', work);
  await vi.advanceTimersByTimeAsync(1_000);
  const tries = work.mock.calls.length;
  expect(tries).toBeGreaterThan(5);
  isLocked = false;
  await vi.advanceTimersByTimeAsync(100);
  expect(await asked).toBe('done');
  expect(work).toHaveBeenCalledTimes(tries + 1);
  expect(troubles.failed).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('after the time limit it fails as locked', async () => {
  const { run, troubles } = open(5_000);
  const asked = expect(
    run('write', () => {
      throw failure(261);
    }),
  ).rejects.toMatchObject({ reason: 'locked' });
  await vi.advanceTimersByTimeAsync(5_100);
  await asked;
  expect(troubles.failed).toHaveBeenCalledExactlyOnceWith('write', expect.any(StoreError));
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  [11, 'damaged'],
  [13, 'full'],
  [1032, 'gone'],
  [8, 'read_only'],
])('result code %d is not retried: %s', async (code, reason) => {
  const { run } = open(5_000);
  const work = vi.fn(() => {
    throw failure(code);
  });
  await expect(run('write', work)).rejects.toMatchObject({ reason });
  expect(work).toHaveBeenCalledTimes(1);
});
