import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { HTTP_CALLER } from '../../../shared/access/caller.ts';
import { createKey } from '../../grants/issue.ts';
import { temporaryStore } from '../../store/testing/temporary-store.ts';
import { createActiveKeys } from './active-keys.ts';

test('keys for HTTP that are in force are counted, and read again only after a change', async () => {
  const clock = { now: Date.parse('2026-11-26T12:00:00Z') };
  const store = temporaryStore(clock);
  const world = { store, now: () => clock.now, random: randomBytes };
  const create = async (caller: string | null, expiresAt: number | null = null) =>
    (await createKey({ name: 'a', caller, scopes: ['infer'], models: null, expiresAt }, world)).grant.id;
  const count = createActiveKeys({ ...world, environment: () => 2 });

  expect(await count()).toBe(2);
  const disabled = await create(HTTP_CALLER.id);
  const revoked = await create(HTTP_CALLER.id);
  await create(HTTP_CALLER.id, clock.now + 1_000);
  await create(null);
  expect(await count()).toBe(5);
  await store.grants.setDisabled(disabled, true);
  await store.grants.revoke(revoked);
  expect(await count()).toBe(3);

  const list = vi.spyOn(store.grants, 'list');
  clock.now += 1_000;
  expect(await count()).toBe(2);
  expect(list).not.toHaveBeenCalled();
});
