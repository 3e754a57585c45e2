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

test('a grant reads back as it was made, from another process too', () => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  const store = openStore(path, () => 1_000);
  const made = store.grants.create(
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
  expect(other.grants.byId('one')).toEqual(made);
  expect(other.grants.digestOf('one')).toEqual(new Uint8Array(32).fill(7));
  store.grants.revoke('one');
  expect(other.grants.byId('one')?.revokedAt).toBe(1_000);
  other.close();
  store.close();
});

test('what is not there is undefined', () => {
  const { grants, settings } = temporaryStore();
  grants.create(grant('approval', { kind: 'approval' }));
  expect(grants.byId('none')).toBeUndefined();
  expect(grants.digestOf('none')).toBeUndefined();
  expect(grants.digestOf('approval')).toBeUndefined();
  expect(settings.get('none')).toBeUndefined();
});

test('an id is given once', () => {
  const { grants } = temporaryStore();
  grants.create(grant('one'));
  expect(() => grants.create(grant('one'))).toThrow(expect.objectContaining({ code: 'store_failed' }));
});

test('the grants of a caller are those not revoked, the newest first', () => {
  const clock = { now: 1 };
  const { grants } = temporaryStore(clock);
  for (const id of ['old', 'revoked', 'same']) grants.create(grant(id, { caller: 'me' }));
  clock.now = 2;
  grants.create(grant('new', { caller: 'me' }));
  grants.create(grant('other', { caller: 'you' }));
  grants.revoke('revoked');
  expect(grants.forCaller('me').map(({ id }) => id)).toEqual(['new', 'same', 'old']);
});

test('a key binds once', () => {
  const { grants } = temporaryStore();
  grants.create(grant('one'));
  expect([grants.bind('one', 'me'), grants.bind('one', 'you'), grants.bind('none', 'me')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(grants.byId('one')?.caller).toBe('me');
});

test('revoking takes what was exchanged along, and keeps its time', () => {
  const clock = { now: 1 };
  const { grants } = temporaryStore(clock);
  grants.create(grant('key'));
  grants.create(grant('pairing', { kind: 'pairing', parent: 'key' }));
  grants.create(grant('bystander'));
  clock.now = 2;
  expect(grants.revoke('key')).toBe(true);
  clock.now = 3;
  expect(grants.revoke('key')).toBe(false);
  expect(grants.revoke('none')).toBe(false);
  expect(grants.list().map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
    ['key', 2],
    ['pairing', 2],
    ['bystander', null],
  ]);
});

test('a grant is given other terms, and keeps what was not named', () => {
  const { grants } = temporaryStore();
  grants.create(grant('one', { limits: { perMinute: 5 } }));
  const terms = { scopes: ['read'], models: ['a'], expiresAt: 9 } as const;
  expect(grants.change('one', terms)).toMatchObject({ ...terms, limits: { perMinute: 5 } });
  expect(grants.change('one', { ...terms, limits: null })).toMatchObject({ limits: null });
  grants.revoke('one');
  expect([grants.change('one', terms), grants.change('none', terms)]).toEqual([undefined, undefined]);
});

test('a key that is rotated keeps its place and knows its old digest', () => {
  const { grants } = temporaryStore();
  const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const made = grants.create(grant('one', { digest: first }));
  expect([grants.oldDigestOf('one'), grants.rotate('one', second, 7_000)]).toEqual([undefined, true]);
  expect(grants.byId('one')).toEqual(made);
  expect([grants.digestOf('one'), grants.oldDigestOf('one')]).toEqual([
    second,
    { digest: first, until: 7_000 },
  ]);
  grants.create(grant('approval', { kind: 'approval' }));
  expect([grants.rotate('approval', second, 0), grants.rotate('none', second, 0)]).toEqual([false, false]);
});

test('a grant is disabled once and enabled once', () => {
  const { grants } = temporaryStore();
  grants.create(grant('one'));
  const turn = (disabled: boolean) => grants.setDisabled('one', disabled);
  expect([turn(false), turn(true), turn(true)]).toEqual([false, true, false]);
  expect(grants.byId('one')?.disabledAt).toBe(1_000);
  expect([turn(false), grants.byId('one')?.disabledAt]).toEqual([true, null]);
  grants.revoke('one');
  expect(turn(true)).toBe(false);
});

test('what is exchanged for a revoked key is revoked from the start', () => {
  const { grants } = temporaryStore();
  grants.create(grant('key'));
  grants.revoke('key');
  expect(grants.create(grant('pairing', { kind: 'pairing', parent: 'key' })).revokedAt).toBe(1_000);
});

test('the last use is noted to the minute', () => {
  const clock = { now: 0 };
  const { grants } = temporaryStore(clock);
  grants.create(grant('one'));
  const usedAt = (now: number) => {
    clock.now = now;
    grants.touch('one');
    return grants.byId('one')?.lastUsedAt;
  };
  expect([usedAt(5), usedAt(60_005), usedAt(60_006)]).toEqual([5, 5, 60_006]);
});

test('a denial stays until it is removed', () => {
  const { denials } = temporaryStore();
  denials.add('me');
  denials.add('me');
  denials.add('you');
  expect(denials.has('me')).toBe(true);
  expect(denials.list()).toEqual([
    { caller: 'me', deniedAt: 1_000 },
    { caller: 'you', deniedAt: 1_000 },
  ]);
  denials.remove('me');
  expect(denials.has('me')).toBe(false);
});

test('a setting is replaced, and cleared by null', () => {
  const { settings } = temporaryStore();
  settings.set('upstream', 'one');
  settings.set('upstream', 'two');
  expect(settings.get('upstream')).toBe('two');
  settings.set('upstream', null);
  expect(settings.get('upstream')).toBeUndefined();
});

test('the audit keeps its order', () => {
  const { audit } = temporaryStore();
  audit.add({ at: 2, act: 'created', subject: 'one' });
  audit.add({ at: 1, act: 'revoked', subject: 'one', detail: 'by hand' });
  expect(audit.list()).toEqual([
    { at: 2, act: 'created', subject: 'one', detail: null },
    { at: 1, act: 'revoked', subject: 'one', detail: 'by hand' },
  ]);
});

test('T10: values are never taken for SQL', () => {
  const { grants } = temporaryStore();
  const id = `'; DROP TABLE grants; --`;
  grants.create(grant(id, { caller: id }));
  expect(grants.forCaller(id)).toHaveLength(1);
  expect(grants.bind(`x' OR '1'='1`, 'me')).toBe(false);
});

test('no file of the store holds a secret that it was given', () => {
  const folder = temporaryFolder();
  const store = openStore(join(folder, 'turnkey.sqlite'));
  const secrets = ['otk', 'otp'].map((prefix) => {
    const { id: _, ...wanted } = grant('', { kind: prefix === 'otk' ? 'key' : 'pairing' });
    const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
    return issue(prefix as 'otk' | 'otp', wanted, store, random).text.split('_')[2] as string;
  });
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  store.close();
  files.push(readFileSync(join(folder, 'turnkey.sqlite'), 'latin1'));
  for (const secret of secrets) {
    expect(secret).toHaveLength(49);
    expect(files.some((text) => text.includes(secret.slice(0, 12)))).toBe(false);
  }
});
