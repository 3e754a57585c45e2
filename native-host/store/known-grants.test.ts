import { expect, test, vi } from 'vitest';
import type { Grants } from './contract.ts';
import { createKnownGrants } from './known-grants.ts';

const grant = { id: 'one', lastUsedAt: 100_000 };
const setUp = () => {
  const clock: { version: number | undefined; now: number } = { version: 1, now: 100_000 };
  const grants = {
    byId: vi.fn(async (id: string) => (id === 'one' ? { ...grant } : undefined)),
    credential: vi.fn(async (id: string) =>
      id === 'one' ? { grant: { ...grant }, digest: new Uint8Array(32), old: null } : undefined,
    ),
    list: vi.fn(async () => []),
    forCaller: vi.fn(async (caller: string) => (caller === 'me' ? [{ ...grant }] : [])),
    touch: vi.fn(async () => {}),
  };
  const known = createKnownGrants(
    grants as unknown as Grants,
    () => clock.version,
    () => clock.now,
  );
  return { clock, grants, known };
};

test('a grant is read once, whether it exists or not', async () => {
  const { grants, known } = setUp();
  for (const _ of [1, 2]) {
    expect(await known.byId('one')).toMatchObject(grant);
    expect((await known.credential('one'))?.digest).toHaveLength(32);
    expect(await known.byId('none')).toBeUndefined();
    expect(await known.credential('none')).toBeUndefined();
  }
  expect([grants.byId, grants.credential].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
});

test('reading a credential also caches the grant by its id', async () => {
  const { grants, known } = setUp();
  await known.credential('one');
  expect(await known.byId('one')).toMatchObject(grant);
  expect(grants.byId).not.toHaveBeenCalled();
});

test('a grant is read again after a change by another process or this one', async () => {
  const { clock, grants, known } = setUp();
  await known.byId('one');
  clock.version = 2;
  await known.byId('one');
  expect(grants.byId).toHaveBeenCalledTimes(2);
  known.forget();
  await known.byId('one');
  expect(grants.byId).toHaveBeenCalledTimes(3);
});

test('nothing is cached while changes may be missed', async () => {
  const { clock, grants, known } = setUp();
  await known.byId('one');
  clock.version = undefined;
  for (const _ of [1, 2]) await known.byId('one');
  clock.version = 1;
  await known.byId('one');
  expect(grants.byId).toHaveBeenCalledTimes(4);
});

test('a read that started before a change is not cached after it', async () => {
  const { grants, known } = setUp();
  const read = Promise.withResolvers<undefined>();
  grants.byId.mockReturnValueOnce(read.promise);
  grants.forCaller.mockReturnValueOnce(read.promise.then(() => [{ ...grant, id: 'old' }]));
  const before = [known.byId('one'), known.forCaller('me')];
  known.forget();
  read.resolve(undefined);
  await Promise.all(before);
  expect(await known.byId('one')).toMatchObject(grant);
  expect(await known.forCaller('me')).toEqual([grant]);
  expect(await known.byId('old')).toBeUndefined();
});

test('a failed read is not cached', async () => {
  const { grants, known } = setUp();
  grants.byId.mockRejectedValueOnce(new Error('locked'));
  await expect(known.byId('one')).rejects.toThrow('locked');
  expect(await known.byId('one')).toMatchObject(grant);
});

test('the grants of a caller are read once, until something changes', async () => {
  const { clock, grants, known } = setUp();
  for (const _ of [1, 2]) {
    const found = await known.forCaller('me');
    expect([found, await known.forCaller('you')]).toEqual([[grant], []]);
    found.pop();
  }
  expect(grants.forCaller).toHaveBeenCalledTimes(2);
  clock.version = 2;
  await known.forCaller('me');
  known.forget();
  await known.forCaller('me');
  expect(grants.forCaller).toHaveBeenCalledTimes(4);
});

test('a use is recorded at most once a minute', async () => {
  const { clock, grants, known } = setUp();
  await known.touch('one');
  clock.now += 60_000;
  await known.touch('one');
  expect(grants.touch).not.toHaveBeenCalled();
  clock.now += 1;
  await known.touch('one');
  expect(grants.touch).toHaveBeenCalledTimes(1);
});

test('reading the grants of a caller also caches them by id', async () => {
  const { grants, known } = setUp();
  await known.forCaller('me');
  expect(await known.byId('one')).toEqual(grant);
  await known.touch('one');
  expect(grants.byId).not.toHaveBeenCalled();
});

test('unknown ids cannot fill the memory', async () => {
  const { grants, known } = setUp();
  for (let at = 0; at < 5_000; at += 1) {
    await known.byId(`no-${at}`);
    await known.forCaller(`no-${at}`);
  }
  await known.byId('no-0');
  await known.forCaller('no-0');
  expect(grants.byId).toHaveBeenCalledTimes(5_001);
  expect(grants.forCaller).toHaveBeenCalledTimes(5_001);
});
