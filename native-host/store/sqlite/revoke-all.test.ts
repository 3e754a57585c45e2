import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newGrant } from '../testing/new-grant.ts';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { openStore } from './open-store.ts';
import { revokeAll } from './revoke-all.ts';

test('A4: every grant is revoked, and processes with the store open are notified', async () => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  const store = openStore(path, () => 1_000);
  onTestFinished(() => store.close());
  for (const id of ['one', 'two', 'old']) await store.grants.create(newGrant(id));
  await store.grants.revoke('old');
  const notified = Promise.withResolvers<void>();
  onTestFinished(store.onChange(notified.resolve));
  await revokeAll(path, () => 2_000);
  await notified.promise;
  const times = (await store.grants.list()).map(({ id, revokedAt }) => [id, revokedAt]);
  expect(times).toEqual([
    ['one', 2_000],
    ['two', 2_000],
    ['old', 1_000],
  ]);
});

test('a missing file is not created, and a file that is not a store is a StoreError', async () => {
  const folder = temporaryFolder();
  const [missing, other] = [join(folder, 'missing'), join(folder, 'other')];
  await expect(revokeAll(missing)).rejects.toMatchObject({ code: 'store_failed' });
  expect(existsSync(missing)).toBe(false);
  writeFileSync(other, 'no database, but longer than a header of one: '.repeat(9));
  await expect(revokeAll(other)).rejects.toMatchObject({ reason: 'damaged' });
});
