import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { issue } from '../access/issue.ts';
import type { NewGrant } from './grants.ts';
import { openStore } from './open-store.ts';
import { temporaryFolder, temporaryStore } from './testing/temporary-store.ts';

const grant = (id: string, change: Partial<NewGrant> = {}): NewGrant => ({
  id,
  name: `Grant ${id}`,
  kind: 'key',
  caller: null,
  scopes: ['read', 'infer'],
  models: null,
  expiresAt: null,
  parent: null,
  digest: null,
  ...change,
});

test('a grant reads back as it was made, from another process too', async () => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  const store = openStore(path, () => 1_000);
  const made = await store.grants.create(
    grant('one', { models: ['llama3'], expiresAt: 9_000, digest: new Uint8Array(32).fill(7) }),
  );
  expect(made).toEqual({
    id: 'one',
    name: 'Grant one',
    kind: 'key',
    caller: null,
    scopes: ['read', 'infer'],
    models: ['llama3'],
    createdAt: 1_000,
    expiresAt: 9_000,
    lastUsedAt: null,
    revokedAt: null,
    disabledAt: null,
    limits: null,
    parent: null,
  });
  const other = openStore(path);
  expect(await other.grants.byId('one')).toEqual(made);
  expect(await other.grants.digestOf('one')).toEqual(new Uint8Array(32).fill(7));
  await store.grants.revoke('one');
  expect((await other.grants.byId('one'))?.revokedAt).toBe(1_000);
  other.close();
  store.close();
});

test('what is not there is undefined', async () => {
  const { grants, settings } = temporaryStore();
  await grants.create(grant('approval', { kind: 'approval' }));
  expect(await grants.byId('none')).toBeUndefined();
  expect(await grants.digestOf('none')).toBeUndefined();
  expect(await grants.digestOf('approval')).toBeUndefined();
  expect(await settings.get('none')).toBeUndefined();
});

test('an id is given once', async () => {
  const { grants } = temporaryStore();
  await grants.create(grant('one'));
  await expect(grants.create(grant('one'))).rejects.toEqual(
    expect.objectContaining({ code: 'store_failed' }),
  );
});

test('the grants of a caller are those not revoked, the newest first', async () => {
  const clock = { now: 1 };
  const { grants } = temporaryStore(clock);
  for (const id of ['old', 'revoked', 'same']) await grants.create(grant(id, { caller: 'me' }));
  clock.now = 2;
  await grants.create(grant('new', { caller: 'me' }));
  await grants.create(grant('other', { caller: 'you' }));
  await grants.revoke('revoked');
  expect((await grants.forCaller('me')).map(({ id }) => id)).toEqual(['new', 'same', 'old']);
});

test('a key binds once', async () => {
  const { grants } = temporaryStore();
  await grants.create(grant('one'));
  expect([
    await grants.bind('one', 'me'),
    await grants.bind('one', 'you'),
    await grants.bind('none', 'me'),
  ]).toEqual([true, false, false]);
  expect((await grants.byId('one'))?.caller).toBe('me');
});

test('revoking takes what was exchanged along, and keeps its time', async () => {
  const clock = { now: 1 };
  const { grants } = temporaryStore(clock);
  await grants.create(grant('key'));
  await grants.create(grant('pairing', { kind: 'pairing', parent: 'key' }));
  await grants.create(grant('bystander'));
  clock.now = 2;
  expect(await grants.revoke('key')).toBe(true);
  clock.now = 3;
  expect(await grants.revoke('key')).toBe(false);
  expect(await grants.revoke('none')).toBe(false);
  expect((await grants.list()).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
    ['key', 2],
    ['pairing', 2],
    ['bystander', null],
  ]);
});

test('a grant is given other terms, and keeps what was not named', async () => {
  const { grants } = temporaryStore();
  await grants.create(grant('one', { limits: { perMinute: 5 } }));
  const terms = { scopes: ['read'], models: ['a'], expiresAt: 9 } as const;
  expect(await grants.change('one', terms)).toMatchObject({ ...terms, limits: { perMinute: 5 } });
  expect(await grants.change('one', { ...terms, limits: null })).toMatchObject({ limits: null });
  await grants.revoke('one');
  expect([await grants.change('one', terms), await grants.change('none', terms)]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a key that is rotated keeps its place and knows its old digest', async () => {
  const { grants } = temporaryStore();
  const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const made = await grants.create(grant('one', { digest: first }));
  expect([await grants.oldDigestOf('one'), await grants.rotate('one', second, 7_000)]).toEqual([
    undefined,
    true,
  ]);
  expect(await grants.byId('one')).toEqual(made);
  expect([await grants.digestOf('one'), await grants.oldDigestOf('one')]).toEqual([
    second,
    { digest: first, until: 7_000 },
  ]);
  await grants.create(grant('approval', { kind: 'approval' }));
  expect([await grants.rotate('approval', second, 0), await grants.rotate('none', second, 0)]).toEqual([
    false,
    false,
  ]);
});

test('a grant is disabled once and enabled once', async () => {
  const { grants } = temporaryStore();
  await grants.create(grant('one'));
  const turn = (disabled: boolean) => grants.setDisabled('one', disabled);
  expect([await turn(false), await turn(true), await turn(true)]).toEqual([false, true, false]);
  expect((await grants.byId('one'))?.disabledAt).toBe(1_000);
  expect([await turn(false), (await grants.byId('one'))?.disabledAt]).toEqual([true, null]);
  await grants.revoke('one');
  expect(await turn(true)).toBe(false);
});

test('what is exchanged for a revoked key is revoked from the start', async () => {
  const { grants } = temporaryStore();
  await grants.create(grant('key'));
  await grants.revoke('key');
  expect((await grants.create(grant('pairing', { kind: 'pairing', parent: 'key' }))).revokedAt).toBe(1_000);
});

test('the last use is noted to the minute', async () => {
  const clock = { now: 0 };
  const { grants } = temporaryStore(clock);
  await grants.create(grant('one'));
  const usedAt = async (now: number) => {
    clock.now = now;
    await grants.touch('one');
    return (await grants.byId('one'))?.lastUsedAt;
  };
  expect([await usedAt(5), await usedAt(60_005), await usedAt(60_006)]).toEqual([5, 5, 60_006]);
});

test('a denial stays until it is removed', async () => {
  const { denials } = temporaryStore();
  await denials.add('me');
  await denials.add('me');
  await denials.add('you');
  expect(await denials.has('me')).toBe(true);
  expect(await denials.list()).toEqual([
    { caller: 'me', deniedAt: 1_000 },
    { caller: 'you', deniedAt: 1_000 },
  ]);
  await denials.remove('me');
  expect(await denials.has('me')).toBe(false);
});

test('a setting is replaced, and cleared by null', async () => {
  const { settings } = temporaryStore();
  await settings.set('upstream', 'one');
  await settings.set('upstream', 'two');
  expect(await settings.get('upstream')).toBe('two');
  await settings.set('upstream', null);
  expect(await settings.get('upstream')).toBeUndefined();
});

test('the audit keeps its order', async () => {
  const { audit } = temporaryStore();
  await audit.add({ at: 2, act: 'created', subject: 'one' });
  await audit.add({ at: 1, act: 'revoked', subject: 'one', detail: 'by hand' });
  expect(await audit.list()).toEqual([
    { at: 2, act: 'created', subject: 'one', detail: null },
    { at: 1, act: 'revoked', subject: 'one', detail: 'by hand' },
  ]);
});

test('T10: values are never taken for SQL', async () => {
  const { grants } = temporaryStore();
  const id = `'; DROP TABLE grants; --`;
  await grants.create(grant(id, { caller: id }));
  expect(await grants.forCaller(id)).toHaveLength(1);
  expect(await grants.bind(`x' OR '1'='1`, 'me')).toBe(false);
});

test('no file of the store holds a secret that it was given', async () => {
  const folder = temporaryFolder();
  const store = openStore(join(folder, 'turnkey.sqlite'));
  const secrets = await Promise.all(
    ['otk', 'otp'].map(async (prefix) => {
      const { id: _, ...wanted } = grant('', { kind: prefix === 'otk' ? 'key' : 'pairing' });
      const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
      return (await issue(prefix as 'otk' | 'otp', wanted, store, random)).text.split('_')[2] as string;
    }),
  );
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  store.close();
  files.push(readFileSync(join(folder, 'turnkey.sqlite'), 'latin1'));
  for (const secret of secrets) {
    expect(secret).toHaveLength(49);
    expect(files.some((text) => text.includes(secret.slice(0, 12)))).toBe(false);
  }
});
