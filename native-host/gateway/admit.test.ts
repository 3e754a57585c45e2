import { expect, test } from 'vitest';
import type { Grant, Limits } from '../../shared/access/grant.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { type Admission, createLimiter } from './admit.ts';
import type { LimitPolicy } from './limits/limit-policy.ts';

const MINUTE = 60_000;
const grant = (limits: Limits | null, id = 'one') => ({ id, limits }) as Grant;

const open = (now = 0, policy?: LimitPolicy) => {
  const clock = { now };
  const store = temporaryStore(clock);
  return { clock, store, limiter: createLimiter(store, () => clock.now, policy && (() => policy)) };
};

const leave = (admission: Admission) => {
  if ('refused' in admission) throw new Error(admission.refused);
  admission.release();
};

test('a grant without limits never waits, and its requests are not counted', async () => {
  const { limiter, store } = open();
  for (let at = 0; at < 100; at += 1) leave(await limiter.take(grant(null)));
  expect(await store.requestCounts.add('one', 0)).toBe(1);
});

test('a request beyond the concurrent limit is refused until another one ends', async () => {
  const { limiter } = open();
  const two = grant({ concurrent: 2 });
  const first = await limiter.take(two);
  await limiter.take(two);
  expect(await limiter.take(two)).toMatchObject({ refused: 'too_many_requests', retryAfterMs: 1000 });
  expect(await limiter.take(grant({ concurrent: 1 }, 'other'))).toHaveProperty('release');
  leave(first);
  expect(await limiter.take(two)).toHaveProperty('release');
});

test('a request beyond the limit per minute is refused with the time to retry', async () => {
  const { limiter, clock } = open(10 * MINUTE + 15_000);
  const some = grant({ perMinute: 2 });
  leave(await limiter.take(some));
  leave(await limiter.take(some));
  expect(await limiter.take(some)).toMatchObject({ refused: 'rate_limited', retryAfterMs: 45_000 });
  clock.now = 11 * MINUTE;
  expect(await limiter.take(some)).toHaveProperty('release');
});

test('all processes share the limit per minute', async () => {
  const { limiter, store, clock } = open();
  const other = createLimiter(store, () => clock.now);
  const one = grant({ perMinute: 1 });
  leave(await other.take(one));
  expect(await limiter.take(one)).toMatchObject({ refused: 'rate_limited' });
});

test('a request refused by the limit per minute does not count as running', async () => {
  const { limiter, clock } = open();
  const narrow = grant({ perMinute: 1, concurrent: 1 });
  leave(await limiter.take(narrow));
  expect(await limiter.take(narrow)).toMatchObject({ refused: 'rate_limited' });
  clock.now = MINUTE;
  expect(await limiter.take(narrow)).toHaveProperty('release');
});

test('a failing store rejects the request and releases its place', async () => {
  const requestCounts = { add: () => Promise.reject(new Error('full')) };
  const { leases, quotas } = temporaryStore();
  const limiter = createLimiter({ requestCounts, leases, quotas }, () => 0);
  await expect(limiter.take(grant({ perMinute: 1, concurrent: 1 }))).rejects.toThrow('full');
  await expect(limiter.take(grant({ perMinute: 1, concurrent: 1 }))).rejects.toThrow('full');
});

const NOON = Date.UTC(2026, 10, 30, 12);

test('requests per day and month are those of UTC, and what is left of them is reported', async () => {
  const { limiter, clock } = open(NOON);
  const some = grant({ perDay: 1, perMonth: 2, tokensPerDay: 10 });
  const first = await limiter.take(some);
  expect(first).toMatchObject({
    remaining: [
      { of: 'requests', limit: 1, remaining: 0, resetMs: 12 * 60 * MINUTE },
      { of: 'tokens', limit: 10, remaining: 10 },
      { of: 'requests', limit: 2, remaining: 1 },
    ],
    charges: [
      { subject: 'one', period: '2026-11-30' },
      { subject: 'one', period: '2026-11' },
    ],
  });
  expect(await limiter.take(some)).toMatchObject({ refused: 'rate_limited', what: 'requests per day' });
  clock.now = NOON + 12 * 60 * MINUTE;
  // A refused request was counted nowhere.
  expect(await limiter.take(some)).toHaveProperty('release');
});

test('a request that exceeds the month is not counted in the day', async () => {
  const { limiter, store } = open(NOON);
  const some = grant({ perDay: 5, perMonth: 1 });
  leave(await limiter.take(some));
  expect(await limiter.take(some)).toMatchObject({ what: 'requests per month' });
  const most = { requests: 5, tokens: 1 };
  expect(await store.quotas.take('one', '2026-11-30', most)).toMatchObject({ requests: 2 });
});

test('a request starts while tokens are left, and is refused once they are used', async () => {
  const { limiter, store } = open(NOON);
  const some = grant({ tokensPerMonth: 100 });
  leave(await limiter.take(some));
  await store.quotas.add('one', '2026-11', { requests: 0, tokens: 150 });
  expect(await limiter.take(some)).toMatchObject({
    refused: 'rate_limited',
    what: 'tokens per month',
    remaining: [{ of: 'tokens', limit: 100, remaining: 0 }],
  });
});

test('a grant without limits has the standard ones, and all with a label share the limits of that', async () => {
  const labels = { team: { research: { perDay: 3 } } };
  const { limiter } = open(NOON, { standard: { perDay: 2 }, labels });
  const of = (id: string, limits: Limits | null) =>
    ({ id, limits, labels: { team: 'research' } }) as unknown as Grant;
  leave(await limiter.take(of('one', null)));
  leave(await limiter.take(of('one', null)));
  expect(await limiter.take(of('one', null))).toMatchObject({ limited: { subject: 'one' } });
  leave(await limiter.take(of('two', { perDay: 10 })));
  expect(await limiter.take(of('two', { perDay: 10 }))).toMatchObject({
    limited: { subject: 'team=research', who: 'The team "research"' },
  });
  expect(await limiter.take(grant({ perDay: 1 }, 'three'))).toHaveProperty('release');
});
