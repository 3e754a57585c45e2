import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OWNER_SCOPES, type Scope } from '../../shared/access/scopes.ts';
import { formatKey, parseKey } from '../../shared/key/key.ts';
import { openStore } from '../store/open-store.ts';
import { authenticateKey } from './authenticate-key.ts';
import { authenticateToken } from './authenticate-token.ts';
import { issue } from './issue.ts';
import { pairCompanion } from './pair-companion.ts';

const ONE = { id: 'one', page: true, own: false };
const TWO = { id: 'two', page: true, own: false };
const COMPANION = { id: 'companion', page: true, own: true };
const random = (bytes: number) => randomBytes(bytes);

const open = () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-access-'));
  const store = openStore(join(folder, 'turnkey.sqlite'), () => 1000);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const key = (scopes: readonly Scope[] = ['read'], expiresAt: number | null = null) =>
    issue(
      'otk',
      { name: 'k', kind: 'key', caller: null, scopes, models: null, expiresAt, parent: null },
      store,
      random,
    );
  return { store, key };
};

test('the first extension that shows a key binds it', () => {
  const { store, key } = open();
  expect(authenticateKey(key().text, ONE, store, 0)).toMatchObject({ grant: { caller: 'one' } });
});

test('the extension that bound a key may show it again', () => {
  const { store, key } = open();
  const { text } = key();
  authenticateKey(text, ONE, store, 0);
  expect(authenticateKey(text, ONE, store, 0)).toMatchObject({ grant: { caller: 'one' } });
});

test('a bound key is worthless to another extension', () => {
  const { store, key } = open();
  const { text } = key();
  authenticateKey(text, ONE, store, 0);
  expect(authenticateKey(text, TWO, store, 0)).toMatchObject({ problem: { code: 'key_elsewhere' } });
});

test('an owner key opens nothing for an extension and stays unbound', () => {
  const { store, key } = open();
  const { text, grant } = key(OWNER_SCOPES);
  expect(authenticateKey(text, ONE, store, 0)).toMatchObject({ problem: { code: 'key_elsewhere' } });
  expect(store.grants.byId(grant.id)?.caller).toBeNull();
});

test('the right id with a wrong secret is key_wrong and binds nothing', () => {
  const { store, key } = open();
  const { grant } = key();
  const forged = formatKey('otk', grant.id, 'a'.repeat(43));
  expect(authenticateKey(forged, ONE, store, 0)).toMatchObject({ problem: { code: 'key_wrong' } });
  expect(store.grants.byId(grant.id)?.caller).toBeNull();
});

test('an approval, which has no secret, is opened by none', () => {
  const { store } = open();
  const rest = { name: 'a', kind: 'approval', scopes: ['read'], models: null, expiresAt: null } as const;
  store.grants.create({ ...rest, id: 'abcdefgh', caller: 'one', digest: null, parent: null });
  const forged = formatKey('otk', 'abcdefgh', '0'.repeat(43));
  expect(authenticateKey(forged, ONE, store, 0)).toMatchObject({ problem: { code: 'key_wrong' } });
});

test('a key is good until the moment that it expires', () => {
  const { store, key } = open();
  const { text } = key(['read'], 500);
  expect(authenticateKey(text, ONE, store, 499)).toHaveProperty('grant');
  expect(authenticateKey(text, ONE, store, 500)).toMatchObject({ problem: { code: 'key_expired' } });
});

test('a revoked key is told from a wrong one', () => {
  const { store, key } = open();
  const { text, grant } = key();
  store.grants.revoke(grant.id);
  expect(authenticateKey(text, ONE, store, 0)).toMatchObject({ problem: { code: 'key_revoked' } });
});

test('no problem tells more of a key than its id', () => {
  const { store, key } = open();
  const { text } = key();
  const secret = parseKey('otk', text)?.secret ?? '';
  authenticateKey(text, ONE, store, 0);
  expect(JSON.stringify(authenticateKey(text, TWO, store, 0))).not.toContain(secret);
});

test('the companion exchanges an owner key for a token that opens a pairing', () => {
  const { store, key } = open();
  const paired = pairCompanion(key(OWNER_SCOPES).text, COMPANION, store, 0, random) as { token: string };
  expect(authenticateToken(paired.token, COMPANION, store, 0)).toMatchObject({
    grant: { kind: 'pairing', caller: 'companion', scopes: OWNER_SCOPES },
  });
});

test.each([
  ['a key of an extension', ['read'] as const, COMPANION],
  ['another extension than the companion', OWNER_SCOPES, ONE],
])('%s pairs nothing', (_, scopes, caller) => {
  const { store, key } = open();
  const result = pairCompanion(key(scopes).text, caller, store, 0, random);
  expect(result).toMatchObject({ problem: { code: 'key_not_owner' } });
});

test('revoking an owner key revokes the pairings that came from it', () => {
  const { store, key } = open();
  const { text, grant } = key(OWNER_SCOPES);
  const { token } = pairCompanion(text, COMPANION, store, 0, random) as { token: string };
  store.grants.revoke(grant.id);
  expect(authenticateToken(token, COMPANION, store, 0)).toMatchObject({ problem: { code: 'key_revoked' } });
});

test('a token is good for its companion alone', () => {
  const { store, key } = open();
  const { token } = pairCompanion(key(OWNER_SCOPES).text, COMPANION, store, 0, random) as { token: string };
  const other = { ...COMPANION, id: 'another' };
  expect(authenticateToken(token, other, store, 0)).toMatchObject({ problem: { code: 'no_key' } });
});

test('a key is no token and a token no key', () => {
  const { store, key } = open();
  const { text } = key(OWNER_SCOPES);
  const { token } = pairCompanion(text, COMPANION, store, 0, random) as { token: string };
  expect(authenticateToken(text, COMPANION, store, 0)).toMatchObject({ problem: { code: 'no_key' } });
  expect(authenticateKey(token, ONE, store, 0)).toMatchObject({ problem: { code: 'key_mistyped' } });
});
