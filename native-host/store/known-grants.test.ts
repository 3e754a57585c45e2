import { expect, test, vi } from 'vitest';
import type { Grants } from './grants.ts';
import { createKnownGrants } from './known-grants.ts';

const grant = { id: 'one', lastUsedAt: 100_000 };
const setUp = () => {
  const clock = { version: 1, now: 100_000 };
  const grants = {
    byId: vi.fn((id: string) => (id === 'one' ? { ...grant } : undefined)),
    digestOf: vi.fn(() => new Uint8Array(32)),
    oldDigestOf: vi.fn(() => undefined),
    list: vi.fn(() => []),
    forCaller: vi.fn((caller: string) => (caller === 'me' ? [{ ...grant }] : [])),
    touch: vi.fn(),
    revoke: vi.fn(() => true),
  };
  const known = createKnownGrants(
    grants as unknown as Grants,
    () => clock.version,
    () => clock.now,
  );
  return { clock, grants, known };
};

test('what was asked once is not asked again, be it there or not', () => {
  const { grants, known } = setUp();
  for (const _ of [1, 2]) {
    expect(known.byId('one')).toMatchObject(grant);
    expect(known.digestOf('one')).toHaveLength(32);
    expect(known.oldDigestOf('one')).toBeUndefined();
    expect(known.byId('none')).toBeUndefined();
  }
  const calls = [grants.byId, grants.digestOf, grants.oldDigestOf].map(({ mock }) => mock.calls.length);
  expect(calls).toEqual([2, 1, 1]);
});

test('it is asked again once another process has written, or this one has changed something', () => {
  const { clock, grants, known } = setUp();
  known.byId('one');
  clock.version = 2;
  known.byId('one');
  expect(grants.byId).toHaveBeenCalledTimes(2);
  expect(known.revoke('one')).toBe(true);
  known.byId('one');
  expect(grants.byId).toHaveBeenCalledTimes(3);
});

test('what a caller has is asked once, until something changes', () => {
  const { clock, grants, known } = setUp();
  for (const _ of [1, 2]) {
    const found = known.forCaller('me');
    expect([found, known.forCaller('you')]).toEqual([[grant], []]);
    found.pop();
  }
  expect(grants.forCaller).toHaveBeenCalledTimes(2);
  clock.version = 2;
  known.forCaller('me');
  known.revoke('one');
  known.forCaller('me');
  expect(grants.forCaller).toHaveBeenCalledTimes(4);
});

test('a use is noted at most once a minute', () => {
  const { clock, grants, known } = setUp();
  known.touch('one');
  clock.now += 60_000;
  known.touch('one');
  expect(grants.touch).not.toHaveBeenCalled();
  clock.now += 1;
  known.touch('one');
  expect(grants.touch).toHaveBeenCalledTimes(1);
});

test('what a caller has is known by its id too', () => {
  const { grants, known } = setUp();
  known.forCaller('me');
  expect(known.byId('one')).toEqual(grant);
  known.touch('one');
  expect(grants.byId).not.toHaveBeenCalled();
});

test('ids that are not there cannot fill the memory', () => {
  const { grants, known } = setUp();
  for (let at = 0; at < 5_000; at += 1) {
    known.byId(`no-${at}`);
    known.forCaller(`no-${at}`);
  }
  known.byId('no-0');
  known.forCaller('no-0');
  expect(grants.byId).toHaveBeenCalledTimes(5_001);
  expect(grants.forCaller).toHaveBeenCalledTimes(5_001);
});
