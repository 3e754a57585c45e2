import { expect, test } from 'vitest';
import type { Grant, Limits } from '../../shared/access/grant.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { type Admission, createLimiter } from './admit.ts';

const MINUTE = 60_000;
const grant = (limits: Limits | null, id = 'one') => ({ id, limits }) as Grant;

const open = (now = 0) => {
  const clock = { now };
  const store = temporaryStore(clock);
  return { clock, store, limiter: createLimiter(store, () => clock.now) };
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
  expect(await limiter.take(some)).toEqual({ refused: 'rate_limited', retryAfterMs: 45_000 });
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
  const { leases } = temporaryStore();
  const limiter = createLimiter({ requestCounts, leases }, () => 0);
  await expect(limiter.take(grant({ perMinute: 1, concurrent: 1 }))).rejects.toThrow('full');
  await expect(limiter.take(grant({ perMinute: 1, concurrent: 1 }))).rejects.toThrow('full');
});
