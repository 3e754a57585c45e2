import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createParts } from '../parts/create-parts.ts';
import { createUsage } from '../parts/usage.ts';
import { newGrant } from '../testing/new-grant.ts';
import { createSqlite } from './create-sqlite.ts';
import { openDatabase } from './open-database.ts';
import { onDatabase } from './open-file.ts';
import { permissionVersionOf } from './permission-version.ts';
import { createRun } from './run-patiently.ts';

const CLOCK = 1_000_000;

const setTwo = () => {
  const path = join(mkdtempSync(join(tmpdir(), 'turnkey-version-')), 'store.db');
  const [mine, theirs] = [openDatabase(path), openDatabase(path)];
  onTestFinished(() => {
    mine.close();
    theirs.close();
  });
  const file = onDatabase(theirs);
  const sql = createSqlite(path, () => file).sql(createRun({ path, waitMs: 0 }));
  const parts = createParts(
    sql,
    () => CLOCK,
    () => {},
  );
  return { version: permissionVersionOf(mine), ...parts, usage: createUsage(sql) };
};

test('the version differs after each change of permissions by another process', async () => {
  const { version, grants, denials, erase, pause } = setTwo();
  const changes = [
    () => grants.create(newGrant('one', { digest: new Uint8Array(32) })),
    () => grants.bind('one', 'somebody'),
    () => grants.change('one', { scopes: ['read'], models: null, expiresAt: null }),
    () => grants.rotate('one', new Uint8Array(32), CLOCK),
    () => grants.setDisabled('one', true),
    () => grants.revoke('one'),
    () => denials.add('somebody'),
    () => denials.remove('somebody'),
    () => erase.allBut([]),
    () => pause.set(true),
    () => pause.set(false),
  ];
  for (const change of changes) {
    const before = version();
    await change();
    expect(version(), String(change)).not.toBe(before);
  }
});

test('recording a use or counting usage does not change the version', async () => {
  const { version, grants, usage } = setTwo();
  await grants.create(newGrant('one'));
  const before = version();
  await grants.touch('one');
  await usage.add({
    ...{ grantId: 'one', day: '2026-11-24', hour: 0, model: 'llama3', requests: 1, errors: 0 },
    ...{ promptTokens: 1, outputTokens: 1, ms: 1 },
  });
  expect(version()).toBe(before);
});
