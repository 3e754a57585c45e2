import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDenials } from './denials.ts';
import { createGrants } from './grants.ts';
import { openDatabase } from './open-database.ts';
import { permissionVersionOf } from './permission-version.ts';
import { newGrant } from './testing/new-grant.ts';
import { createUsage } from './usage.ts';

const CLOCK = 1_000_000;

const setTwo = () => {
  const path = join(mkdtempSync(join(tmpdir(), 'turnkey-version-')), 'store.db');
  const [mine, theirs] = [openDatabase(path), openDatabase(path)];
  onTestFinished(() => {
    mine.close();
    theirs.close();
  });
  return { version: permissionVersionOf(mine), theirs };
};

test('it differs after each change of a permission by another process', () => {
  const { version, theirs } = setTwo();
  const grants = createGrants(theirs, () => CLOCK);
  const denials = createDenials(theirs, () => CLOCK);
  const changes = [
    () => grants.create(newGrant('one', { digest: new Uint8Array(32) })),
    () => grants.bind('one', 'somebody'),
    () => grants.change('one', { scopes: ['read'], models: null, expiresAt: null }),
    () => grants.rotate('one', new Uint8Array(32), CLOCK),
    () => grants.setDisabled('one', true),
    () => grants.revoke('one'),
    () => denials.add('somebody'),
    () => denials.remove('somebody'),
  ];
  for (const change of changes) {
    const before = version();
    change();
    expect(version(), String(change)).not.toBe(before);
  }
});

test('a use that is noted or counted leaves it as it is', () => {
  const { version, theirs } = setTwo();
  const grants = createGrants(theirs, () => CLOCK);
  grants.create(newGrant('one'));
  const before = version();
  grants.touch('one');
  createUsage(theirs).add({
    ...{ grantId: 'one', day: '2026-11-24', model: 'llama3', requests: 1, errors: 0 },
    ...{ promptTokens: 1, outputTokens: 1, ms: 1 },
  });
  expect(version()).toBe(before);
});
