import { expect, test, vi } from 'vitest';
import { inBackground } from './in-background.ts';
import { StoreError } from './store-error.ts';

const setUp = () => {
  const now = vi.fn(async (_: string) => {});
  const later = Promise.withResolvers<void>();
  const afterwards = vi.fn((_: string) => later.promise);
  return { now, later, afterwards, ...inBackground(now, afterwards) };
};

test('a write is immediate if the store is not locked', async () => {
  const { now, afterwards, write, settled } = setUp();
  await write('one');
  expect([now.mock.calls, afterwards.mock.calls, settled(1)]).toEqual([[['one']], [], undefined]);
});

test('while the store is locked, callers do not wait, and equal writes are made once', async () => {
  const { now, later, afterwards, write, settled } = setUp();
  now.mockRejectedValue(new StoreError('locked', '/store'));
  for (const key of ['one', 'one', 'two']) await write(key);
  expect(afterwards.mock.calls).toEqual([['one'], ['two']]);
  const ended = settled(60_000);
  later.resolve();
  await ended;
  expect(settled(60_000)).toBeUndefined();
});

test('settled waits no longer than its limit', async () => {
  const { now, write, settled } = setUp();
  now.mockRejectedValue(new StoreError('locked', '/store'));
  await write('one');
  await settled(1);
});

test('a failure in the background is ignored, and an immediate one is thrown', async () => {
  const { now, later, write, settled } = setUp();
  now.mockRejectedValueOnce(new StoreError('locked', '/store'));
  await write('one');
  later.reject(new StoreError('locked', '/store'));
  await settled(60_000);
  now.mockRejectedValueOnce(new StoreError('full', '/store'));
  await expect(write('one')).rejects.toMatchObject({ reason: 'full' });
});
