import { expect, test } from 'vitest';
import type { Caller } from '../../shared/access/caller.ts';
import type { NewGrant } from '../store/contract.ts';
import { newGrant } from '../store/testing/new-grant.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { createSessionAuthorizer } from './session-authorizer.ts';
import type { HostContext } from './session-core.ts';

const caller: Caller = { id: 'a'.repeat(32), page: true, own: false };

const setUp = async () => {
  const clock = { now: 1 };
  const store = temporaryStore(clock);
  const pairing = { grant: async () => null };
  const context = { store, pairing, now: () => clock.now } as unknown as HostContext;
  const create = (id: string, change: Partial<NewGrant> = {}) => {
    clock.now += 1;
    return store.grants.create(newGrant(id, { caller: caller.id, ...change }));
  };
  await create('approval', { kind: 'approval' });
  await create('key');
  const authorizer = (grantId?: string) =>
    createSessionAuthorizer({ caller, context, credential: grantId === undefined ? {} : { grantId } });
  const inUse = async (grantId?: string) => {
    const grant = await authorizer(grantId).grant();
    const { state, problem } = await authorizer(grantId).hop();
    return [grant?.id, problem?.code ?? state];
  };
  return { clock, store, create, inUse };
};

test('the newest grant in force is used', async () => {
  const { store, create, inUse } = await setUp();
  expect(await inUse()).toEqual(['key', 'ready']);
  await create('expired', { expiresAt: 1 });
  expect(await inUse()).toEqual(['key', 'ready']);
  await store.grants.revoke('key');
  expect(await inUse()).toEqual(['approval', 'ready']);
});

test('a newer key that is disabled does not hide an older approval', async () => {
  const { store, inUse } = await setUp();
  await store.grants.setDisabled('key', true);
  expect(await inUse()).toEqual(['approval', 'ready']);
});

test('a key that the client sent is the only one that counts, also if it is disabled', async () => {
  const { store, inUse } = await setUp();
  await store.grants.setDisabled('key', true);
  expect(await inUse('key')).toEqual(['key', 'key_disabled']);
});

test('without a grant in force, a disabled one explains the denial', async () => {
  const { store, create, inUse } = await setUp();
  await create('expired', { expiresAt: 1 });
  await store.grants.revoke('key');
  await store.grants.setDisabled('approval', true);
  expect(await inUse()).toEqual(['approval', 'key_disabled']);
});

test('expired grants do not count', async () => {
  const { store, inUse, create } = await setUp();
  for (const id of ['approval', 'key']) await store.grants.revoke(id);
  await create('expired', { expiresAt: 1 });
  expect(await inUse()).toEqual([undefined, 'no_key']);
});
