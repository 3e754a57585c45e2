import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createUsageWriter } from './usage-writer.ts';

const row = {
  day: '2026-01-31',
  grantId: 'a',
  model: 'm',
  requests: 1,
  errors: 0,
  promptTokens: 2,
  outputTokens: 3,
  ms: 5,
};

test('usage of one turn is written together, by day, grant and model', async () => {
  const add = vi.fn(async () => {});
  const writer = createUsageWriter({ usage: { add, list: async () => [] } });
  writer.add(() => row);
  writer.add(() => ({ ...row, errors: 1 }));
  writer.add(() => undefined);
  writer.add(() => ({ ...row, model: 'other' }));
  expect(add).not.toHaveBeenCalled();
  await nextTurn();
  await nextTurn();
  expect(add.mock.calls).toEqual([
    [{ ...row, requests: 2, errors: 1, promptTokens: 4, outputTokens: 6, ms: 10 }],
    [{ ...row, model: 'other' }],
  ]);
});

test('a batch is written on request, and a failing store is tolerated', async () => {
  const add = vi.fn(async () => {
    throw new Error('full');
  });
  const writer = createUsageWriter({ usage: { add, list: async () => [] } });
  writer.add(() => row);
  await writer.write();
  expect(add).toHaveBeenCalledTimes(1);
});

test('a delayed batch is written after its wait, or on request', async () => {
  vi.useFakeTimers();
  try {
    const add = vi.fn(async () => {});
    const writer = createUsageWriter({ usage: { add, list: async () => [] } }, 50);
    writer.add(() => row);
    vi.advanceTimersByTime(49);
    writer.add(() => row);
    expect(add).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(add.mock.calls).toEqual([[expect.objectContaining({ requests: 2 })]]);
    writer.add(() => row);
    await writer.write();
    expect(add).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
