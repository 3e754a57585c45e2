import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import { MAX_RECENT } from '../../store/contract.ts';
import { createUsageWriter } from './usage-writer.ts';

const row = {
  day: '2026-01-31',
  hour: 3_600_000,
  grantId: 'a',
  model: 'm',
  requests: 1,
  errors: 0,
  promptTokens: 2,
  outputTokens: 3,
  estimated: 0,
  ms: 5,
};

const recentRequest = (at: number): RecentRequest => ({
  ...{ at, grantId: 'a', model: 'm', operation: 'chat', state: 'ok', status: 200, code: null },
  ...{ promptTokens: 2, outputTokens: 3, firstMs: 1, outputMs: null, ms: 5 },
});

/** A writer of usage, on a store that fails as the test says. */
const setWriter = ({ wait = 0, add = async () => {} } = {}) => {
  const clock = { now: 0 };
  const usage = { add: vi.fn(add), list: async () => [], hours: async () => [], compact: vi.fn(add) };
  const recent = { add: vi.fn(async (_requests: readonly RecentRequest[]) => add()), list: async () => [] };
  const accounts = { add: vi.fn(add), list: async () => [], totals: async () => [] };
  const quotas = { add: vi.fn(add), take: vi.fn() };
  const writer = createUsageWriter({ usage, recent, accounts, quotas }, wait, () => clock.now);
  /** The times of the requests of each write. */
  const writes = () => recent.add.mock.calls.map(([requests]) => requests.map(({ at }) => at));
  const end = (at: number) => writer.add(() => ({ usage: row, recent: recentRequest(at) }));
  return { clock, usage, recent, accounts, quotas, writer, writes, end };
};

const full = async () => {
  throw new Error('full');
};

test('usage of one turn is written together, by hour, grant and model', async () => {
  const { writer, usage } = setWriter();
  writer.add(() => ({ usage: row, recent: undefined }));
  writer.add(() => ({ usage: { ...row, errors: 1 }, recent: undefined }));
  writer.add(() => undefined);
  writer.add(() => ({ usage: { ...row, model: 'other' }, recent: undefined }));
  writer.add(() => ({ usage: { ...row, hour: 0 }, recent: undefined }));
  expect(usage.add).not.toHaveBeenCalled();
  await nextTurn();
  await nextTurn();
  expect(usage.add.mock.calls).toEqual([
    [
      { ...row, requests: 2, errors: 1, promptTokens: 4, outputTokens: 6, ms: 10 },
      { ...row, model: 'other' },
      { ...row, hour: 0 },
    ],
  ]);
});

test('requests that end while a batch is being written are the next batch', async () => {
  const { writer, usage, end } = setWriter();
  const writes = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  for (const { promise } of writes) usage.add.mockReturnValueOnce(promise);
  const states: number[] = [];
  void end(1)?.then(() => states.push(1));
  await nextTurn();
  for (const at of [2, 3]) void end(at)?.then(() => states.push(at));
  await nextTurn();
  await nextTurn();
  expect([usage.add.mock.calls.length, states]).toEqual([1, []]);
  let all = false;
  writes[0]?.resolve();
  await nextTurn();
  await nextTurn();
  expect(states).toEqual([1]);
  expect(usage.add.mock.calls[1]).toEqual([expect.objectContaining({ requests: 2 })]);
  const counted = writer.write().then(() => {
    all = true;
  });
  await nextTurn();
  expect(all).toBe(false);
  writes[1]?.resolve();
  await counted;
  expect(states).toEqual([1, 2, 3]);
});

test('the use of an end user and of limited tokens is written too, once for each place', async () => {
  const { writer, accounts, quotas } = setWriter();
  const charges = [{ subject: 'a', period: '2026-01' }];
  for (const account of ['ada', 'bob', 'ada']) {
    void writer.add(() => ({ usage: row, recent: undefined, account, charges }));
  }
  await writer.write();
  const { hour: _hour, model: _model, ...counts } = row;
  const twice = { ...counts, requests: 2, promptTokens: 4, outputTokens: 6, ms: 10 };
  expect(accounts.add.mock.calls).toEqual([
    [
      { ...twice, account: 'ada' },
      { ...counts, account: 'bob' },
    ],
  ]);
  expect(quotas.add.mock.calls).toEqual([['a', '2026-01', { requests: 0, tokens: 15 }]]);
  await writer.add(() => ({
    usage: { ...row, promptTokens: 0, outputTokens: 0 },
    recent: undefined,
    charges,
  }));
  expect(quotas.add).toHaveBeenCalledTimes(1);
});

test('a batch is written on request, and a failing store is tolerated', async () => {
  const { writer, usage, end, writes } = setWriter({ add: full });
  end(1);
  await writer.write();
  expect(usage.add).toHaveBeenCalledTimes(1);
  expect(writes()).toEqual([[1]]);
});

describe('with a clock of the test', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a delayed batch is written after its wait, or on request', async () => {
    const { writer, usage } = setWriter({ wait: 50 });
    const add = () => writer.add(() => ({ usage: row, recent: undefined }));
    add();
    vi.advanceTimersByTime(49);
    add();
    expect(usage.add).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(usage.add.mock.calls).toEqual([[expect.objectContaining({ requests: 2 })]]);
    add();
    await writer.write();
    expect(usage.add).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a request that ends alone is listed at once; those that follow are written once a second', async () => {
    const { end, writes } = setWriter();
    for (const at of [1, 2, 3]) {
      end(at);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(writes()).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(writes()).toEqual([[1], [2, 3]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('no response waits for the list, and only the newest requests are kept for it', async () => {
    const { end, writes, writer, recent } = setWriter();
    recent.add.mockImplementationOnce(() => new Promise(() => {}));
    const first = end(0);
    await vi.advanceTimersByTimeAsync(1);
    await first;
    expect(writes()).toEqual([[0]]);
    for (let at = 1; at <= 3 * MAX_RECENT; at += 1) end(at);
    void writer.write();
    const last = writes().at(-1);
    expect([last?.length, last?.at(-1)]).toEqual([MAX_RECENT, 3 * MAX_RECENT]);
  });

  test('old usage is compacted after ten seconds, and then every ten minutes', async () => {
    const { end, usage, clock } = setWriter();
    for (const now of [0, 9_999, 10_000, 10_001, 600_000, 610_000]) {
      clock.now = now;
      end(now);
      await vi.advanceTimersByTimeAsync(1);
    }
    const kept = 35 * 24 * 3_600_000;
    expect(usage.compact.mock.calls).toEqual([[10_000 - kept], [610_000 - kept]]);
  });
});
