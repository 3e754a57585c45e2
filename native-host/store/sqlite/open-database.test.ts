import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { toStoreError } from '../store-error.ts';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { openStore } from './open-store.ts';

/** A separate process. */
const WRITER = fileURLToPath(new URL('../testing/write-grants.ts', import.meta.url));

const storePath = () => join(temporaryFolder(), 'data', 'turnkey.sqlite');
const modeOf = (path: string) => statSync(path).mode & 0o777;
const failure = (reason: string, path: string) =>
  expect.objectContaining({ code: 'store_failed', reason, detail: expect.stringContaining(path) });

test.skipIf(process.platform === 'win32')('only the user can access the file and its folder', () => {
  const path = storePath();
  openDatabase(path).close();
  expect([modeOf(dirname(path)), modeOf(path)]).toEqual([0o700, 0o600]);
  chmodSync(dirname(path), 0o755);
  chmodSync(path, 0o644);
  const database = openDatabase(path);
  expect([modeOf(dirname(path)), modeOf(path), modeOf(`${path}-wal`)]).toEqual([0o700, 0o600, 0o600]);
  database.close();
});

test('a store of each earlier version is migrated with its contents', () => {
  for (const [version] of MIGRATIONS.entries()) {
    const path = storePath();
    mkdirSync(dirname(path));
    const old = new DatabaseSync(path);
    for (const step of MIGRATIONS.slice(0, version)) old.exec(step);
    old.exec(`PRAGMA user_version = ${version}`);
    old.close();
    const database = openDatabase(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
    database.close();
  }
});

test('a grant from before extensions claimed names has no claimed name, and can get one', async () => {
  const path = storePath();
  mkdirSync(dirname(path));
  const old = new DatabaseSync(path);
  const steps = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex((step) => step.includes('claimedName')),
  );
  for (const step of steps) old.exec(step);
  old.exec(`PRAGMA user_version = ${steps.length};
    INSERT INTO grants (id, name, kind, caller, scopes, createdAt)
    VALUES ('one', 'caller', 'approval', 'caller', '["read"]', 1)`);
  old.close();
  const store = openStore(path);
  expect(await store.grants.byId('one')).toMatchObject({
    name: 'caller',
    claimedName: null,
    scopes: ['read'],
  });
  await store.grants.claimName('one', 'Notes');
  expect(await store.grants.byId('one')).toMatchObject({ name: 'Notes', claimedName: 'Notes' });
  await store.close();
});

test('usage from before hours were recorded keeps its days, and grows by the hour', async () => {
  const path = storePath();
  mkdirSync(dirname(path));
  const old = new DatabaseSync(path);
  const steps = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex((step) => step.includes('usage_by_hour')),
  );
  for (const step of steps) old.exec(step);
  old.exec(`PRAGMA user_version = ${steps.length};
    INSERT INTO usage VALUES ('2026-11-24', 'one', 'm', 5, 1, 2, 3, 4)`);
  old.close();
  const store = openStore(path);
  const counts = { requests: 5, errors: 1, promptTokens: 2, outputTokens: 3, estimated: 0, ms: 4 };
  const day = { day: '2026-11-24', grantId: 'one', model: 'm' };
  expect(await store.usage.list()).toEqual([{ ...day, ...counts }]);
  await store.usage.add({ ...day, ...counts, hour: 3_600_000 });
  expect(await store.usage.list()).toMatchObject([{ requests: 10 }]);
  expect(await store.usage.hours({ since: 0, until: 9e9, atMost: 9 })).toMatchObject([{ requests: 5 }]);
  await store.close();
});

test('a store of a newer version is not changed', () => {
  const path = storePath();
  openStore(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 1000');
  database.close();
  const before = readFileSync(path);
  expect(() => openStore(path)).toThrow(failure('newer', path));
  expect(readFileSync(path)).toEqual(before);
});

test.each([
  ['text', (text: Buffer) => Buffer.concat([Buffer.from('not a database at all\n'), text])],
  ['a page of noise', (text: Buffer) => Buffer.from(text).fill(0xa5, 100, 4096)],
])('a file that became %s is not changed', (_, spoil) => {
  const path = storePath();
  openStore(path).close();
  const spoiled = spoil(readFileSync(path));
  writeFileSync(path, spoiled);
  expect(() => openStore(path)).toThrow(failure('damaged', path));
  expect(readFileSync(path)).toEqual(spoiled);
});

test('a full disk is reported, and loses nothing', async () => {
  const path = storePath();
  const database = openDatabase(path);
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  database.exec(`PRAGMA max_page_count = ${pages}`);
  const add = database.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
  add.run('before', 'kept');
  let error: unknown;
  try {
    add.run('after', 'x'.repeat(100_000));
  } catch (caught) {
    error = toStoreError(caught, path);
  }
  database.close();
  expect(error).toEqual(failure('full', path));
  const store = openStore(path);
  expect([await store.settings.get('before'), await store.settings.get('after')]).toEqual([
    'kept',
    undefined,
  ]);
  await store.close();
});

test('a read-only file is reported', () => {
  const path = storePath();
  openStore(path).close();
  const database = new DatabaseSync(path, { readOnly: true });
  let error: unknown;
  try {
    database.exec("INSERT INTO settings VALUES ('a', 'b')");
  } catch (caught) {
    error = toStoreError(caught, path);
  }
  database.close();
  expect(error).toEqual(failure('read_only', path));
});

test.each(['EACCES', 'EROFS', 'EPERM'])('%s means that the file is not writable', (code) => {
  expect(toStoreError(Object.assign(new Error(code), { code }), '/x')).toEqual(failure('read_only', '/x'));
});

test('an error without specific advice includes the message of the system', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'data'), '');
  const path = join(folder, 'data', 'turnkey.sqlite');
  expect(() => openStore(path)).toThrow(failure('other', path));
  expect(() => openStore(path)).toThrow(
    expect.objectContaining({ detail: expect.stringMatching(/EEXIST|ENOTDIR/) }),
  );
});

test('opening the store prints nothing', () => {
  const { status, stderr } = spawnSync(process.execPath, [WRITER, storePath(), 'writer', '1'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
