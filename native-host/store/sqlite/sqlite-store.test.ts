import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { newGrant } from '../testing/new-grant.ts';
import { type OpenPlace, storeSuite } from '../testing/store-suite.ts';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { transactionSuite } from '../testing/transaction-suite.ts';
import { openStore } from './open-store.ts';

const newPlace = (): OpenPlace => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  return (now, leaseSeconds) => openStore(path, now, leaseSeconds === undefined ? {} : { leaseSeconds });
};

storeSuite('the store in a file', newPlace);
transactionSuite('the store in a file', newPlace);

test.each(['wal', 'truncate'] as const)(
  'a whole transaction waits for another process without blocking the event loop (%s)',
  async (journal) => {
    const path = join(temporaryFolder(), 'turnkey.sqlite');
    const store = openStore(path, () => 1_000, { journalOf: () => journal });
    const other = new DatabaseSync(path);
    onTestFinished(() => store.close());
    onTestFinished(() => other.close());
    other.exec('BEGIN EXCLUSIVE');
    let isDone = false;
    let runs = 0;
    const waiting = store
      .transaction(async ({ grants, denials }) => {
        runs += 1;
        await grants.create(newGrant('one'));
        await denials.add('you');
      })
      .finally(() => {
        isDone = true;
      });
    for (let tick = 0; tick < 20; tick += 1) await nextTick();
    expect([isDone, runs]).toEqual([false, 0]);
    other.exec('COMMIT');
    await waiting;
    expect([runs, await store.denials.has('you')]).toEqual([1, true]);
  },
);

test('a commit that is blocked by another process repeats the whole transaction (truncate)', async () => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  const store = openStore(path, () => 1_000, { journalOf: () => 'truncate' });
  const reader = new DatabaseSync(path);
  onTestFinished(() => store.close());
  onTestFinished(() => reader.close());
  // Without WAL, a reader lets others begin a write, but not commit it.
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM grants').get();
  const again = Promise.withResolvers<void>();
  let runs = 0;
  const waiting = store.transaction(async ({ grants }) => {
    runs += 1;
    await grants.create(newGrant('one'));
    if (runs === 2) again.resolve();
  });
  await again.promise;
  reader.exec('COMMIT');
  await waiting;
  expect(await store.grants.list()).toHaveLength(1);
});
