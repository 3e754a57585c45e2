import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copyStoreFile } from './copy-store-file.ts';
import { loadSqlite } from './open-database.ts';
import { openStore } from './open-store.ts';

test('a store in use is copied as it is, without a migration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-copy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [from, to] = [join(folder, 'turnkey.sqlite'), join(folder, 'copy.sqlite')];
  const store = openStore(from);
  await store.settings.set('upstream', 'http://127.0.0.1:1');
  const { DatabaseSync } = loadSqlite();
  const other = new DatabaseSync(from);
  other.exec('PRAGMA user_version = 99');
  await copyStoreFile(from, to);
  const copy = new DatabaseSync(to, { readOnly: true });
  expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
  expect(copy.prepare("SELECT value FROM settings WHERE key = 'upstream'").get()).toMatchObject({
    value: expect.stringContaining('127.0.0.1:1'),
  });
  copy.close();
  other.close();
  await store.close();
  if (process.platform !== 'win32') expect((await stat(to)).mode & 0o777).toBe(0o600);
});

test('a damaged store is an error that names its file', async () => {
  await expect(copyStoreFile('/nowhere/turnkey.sqlite', '/nowhere/copy')).rejects.toMatchObject({
    name: 'StoreError',
  });
});
