import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES, OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { formatKey, type KeyPrefix, parseKey } from '../../shared/key/key.ts';
import type { Store } from '../store/contract.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { authenticateKey, authenticateToken } from './authenticate.ts';
import type { Checked } from './check-secret.ts';
import { issue, rotateKey } from './issue.ts';
import { pairCompanion } from './pairing.ts';

const NOW = 5_000;
const one: Caller = { id: 'a'.repeat(32), page: true, own: false };
const two: Caller = { id: 'b'.repeat(32), page: true, own: false };
const companion: Caller = { id: COMPANION_ID_CHROMIUM, page: true, own: true };

const makeKey = (store: Store, change: Partial<Grant> = {}) =>
  issue(
    'otk',
    {
      name: 'Key',
      kind: 'key',
      caller: null,
      scopes: DEFAULT_SCOPES,
      models: null,
      expiresAt: null,
      parent: null,
      ...change,
    },
    store,
    randomBytes,
  );

const makeOwnerKey = (store: Store) => makeKey(store, { scopes: OWNER_SCOPES });

const pair = async (store: Store, key: string, caller = companion) => {
  const result = await pairCompanion(key, caller, worldOf(store));
  if ('denial' in result) throw new Error(result.denial.code);
  return { token: result.text, grant: result.grant };
};

const worldOf = (store: Store) => ({ store, now: () => NOW, random: randomBytes });

const codeOf = async (asked: Promise<Checked> | ReturnType<typeof pairCompanion>) => {
  const result = await asked;
  return 'denial' in result ? result.denial.code : 'grant';
};

/** The same secret under the other prefix, or another secret under the same id, with the right check. */
const rewrite = (prefix: KeyPrefix, text: string, into: KeyPrefix, secret?: string) => {
  const parsed = parseKey(prefix, text) as { id: string; secret: string };
  return formatKey(into, parsed.id, secret ?? parsed.secret);
};

test('a key is bound to the first extension that uses it', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeKey(store);
  expect(await authenticateKey(text, one, store, NOW)).toEqual({ grant: { ...grant, caller: one.id } });
  expect(await authenticateKey(text, one, store, NOW)).toEqual({ grant: { ...grant, caller: one.id } });
  expect(await codeOf(authenticateKey(text, two, store, NOW))).toBe('key_elsewhere');
});

test('A16: a key is created either for HTTP or for an extension', async () => {
  const store = temporaryStore();
  const forExtensions = await makeKey(store);
  const forHttp = await makeKey(store, { caller: HTTP_CALLER.id });
  expect(await authenticateKey(forExtensions.text, HTTP_CALLER, store, NOW)).toMatchObject({
    denial: { code: 'key_elsewhere', message: expect.stringContaining('made for an extension') },
  });
  expect((await store.grants.byId(forExtensions.grant.id))?.caller).toBeNull();
  expect(await codeOf(authenticateKey(forHttp.text, HTTP_CALLER, store, NOW))).toBe('grant');
  expect(await authenticateKey(forHttp.text, one, store, NOW)).toMatchObject({
    denial: { code: 'key_elsewhere', message: expect.stringContaining('made for HTTP') },
  });
});

test('a key from a content script is rejected and not bound', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeKey(store);
  expect(await codeOf(authenticateKey(text, { ...one, page: false }, store, NOW))).toBe('content_script');
  expect((await store.grants.byId(grant.id))?.caller).toBeNull();
});

test('T9: mistyped and unknown keys have different errors', async () => {
  const store = temporaryStore();
  const { text } = await makeKey(store);
  expect(await codeOf(authenticateKey(text.slice(0, -1), one, store, NOW))).toBe('key_mistyped');
  expect(await codeOf(authenticateKey(formatKey('otk', 'unknown0', 'x'.repeat(43)), one, store, NOW))).toBe(
    'key_wrong',
  );
  expect(await codeOf(authenticateKey(rewrite('otk', text, 'otk', 'x'.repeat(43)), one, store, NOW))).toBe(
    'key_wrong',
  );
});

test('T10: a mistyped key is not looked up', async () => {
  const grants = new Proxy({} as Store['grants'], {
    get: () => {
      throw new Error('looked up');
    },
  });
  expect(await codeOf(authenticateKey("' OR 1=1 --", one, { grants } as Store, NOW))).toBe('key_mistyped');
});

test('revoked and expired keys have different errors, and are not bound', async () => {
  const store = temporaryStore();
  const revoked = await makeKey(store);
  await store.grants.revoke(revoked.grant.id);
  const expired = await makeKey(store, { expiresAt: NOW });
  expect(await codeOf(authenticateKey(revoked.text, one, store, NOW))).toBe('key_revoked');
  expect(await codeOf(authenticateKey(expired.text, one, store, NOW))).toBe('key_expired');
  expect((await store.grants.list()).map(({ caller }) => caller)).toEqual([null, null]);
});

test('an owner key is rejected for extensions, and is not bound', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeOwnerKey(store);
  for (const caller of [one, companion]) {
    expect(await codeOf(authenticateKey(text, caller, store, NOW))).toBe('key_elsewhere');
  }
  expect((await store.grants.byId(grant.id))?.caller).toBeNull();
});

test('an owner key can pair several profiles', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeOwnerKey(store);
  const first = await pair(store, text);
  const second = await pair(store, text, { ...companion, id: COMPANION_ID_FIREFOX });
  expect(first.token).not.toBe(second.token);
  expect(first.grant).toMatchObject({ kind: 'pairing', parent: grant.id, scopes: OWNER_SCOPES });
  expect(await codeOf(authenticateToken(first.token, companion, store, NOW))).toBe('grant');
});

test('only the companion can pair, and only with an owner key', async () => {
  const store = temporaryStore();
  const owner = (await makeOwnerKey(store)).text;
  const plain = (await makeKey(store)).text;
  expect(await codeOf(pairCompanion(owner, one, worldOf(store)))).toBe('key_not_owner');
  expect(await codeOf(pairCompanion(plain, companion, worldOf(store)))).toBe('key_not_owner');
  expect(await codeOf(pairCompanion(`${owner}x`, companion, worldOf(store)))).toBe('key_mistyped');
  expect((await store.grants.list()).filter(({ kind }) => kind === 'pairing')).toEqual([]);
});

test('a token is valid only for the companion that it was issued to', async () => {
  const store = temporaryStore();
  const { token } = await pair(store, (await makeOwnerKey(store)).text);
  expect(await codeOf(authenticateToken(token, one, store, NOW))).toBe('no_key');
  expect(await codeOf(authenticateToken(`${token}x`, companion, store, NOW))).toBe('no_key');
});

test('revoking a key revokes the pairings made with it', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeOwnerKey(store);
  const { token } = await pair(store, text);
  await store.grants.revoke(grant.id);
  expect(await codeOf(authenticateToken(token, companion, store, NOW))).toBe('key_revoked');
  expect(await codeOf(pairCompanion(text, companion, worldOf(store)))).toBe('key_revoked');
});

test('a token is not accepted as a key, nor a key as a token, also with the other prefix', async () => {
  const store = temporaryStore();
  const { text } = await makeOwnerKey(store);
  const { token } = await pair(store, text);
  expect(await codeOf(pairCompanion(token, companion, worldOf(store)))).toBe('key_mistyped');
  const asKey = rewrite('otp', token, 'otk');
  expect(await codeOf(pairCompanion(asKey, companion, worldOf(store)))).toBe('key_wrong');
  const own = await makeKey(store, { caller: companion.id });
  expect(await codeOf(authenticateToken(rewrite('otk', own.text, 'otp'), companion, store, NOW))).toBe(
    'no_key',
  );
});

test('messages contain at most the public id of a key', async () => {
  const store = temporaryStore();
  const { text } = await makeOwnerKey(store);
  const { secret } = parseKey('otk', text) as { secret: string };
  const wrong = rewrite('otk', text, 'otk', 'x'.repeat(43));
  const answers = await Promise.all([
    authenticateKey(text, one, store, NOW),
    authenticateKey(wrong, one, store, NOW),
    authenticateKey(text.slice(1), one, store, NOW),
    pairCompanion(text, one, worldOf(store)),
  ]);
  expect(JSON.stringify(answers)).not.toContain(secret.slice(0, 12));
  expect(JSON.stringify(answers)).not.toContain('xxxx');
});

test('after a rotation the new key is valid, and the old one until it expires', async () => {
  const store = temporaryStore();
  const made = await makeKey(store);
  const { id } = made.grant;
  const fresh = (await rotateKey(id, NOW + 10, worldOf(store))) ?? '';
  const open = (text: string, now = NOW) => codeOf(authenticateKey(text, one, store, now));
  expect(await Promise.all([open(fresh), open(made.text), open(made.text, NOW + 9)])).toEqual([
    'grant',
    'grant',
    'grant',
  ]);
  expect(await Promise.all([open(made.text, NOW + 10), open(fresh, NOW + 10)])).toEqual([
    'key_expired',
    'grant',
  ]);
  const third = (await rotateKey(id, NOW + 10, worldOf(store))) ?? '';
  expect(await Promise.all([open(made.text), open(fresh), open(third)])).toEqual([
    'key_wrong',
    'grant',
    'grant',
  ]);
});

test('a disabled key is rejected and not bound until it is enabled', async () => {
  const store = temporaryStore();
  const { text, grant } = await makeKey(store);
  await store.grants.setDisabled(grant.id, true);
  expect(await codeOf(authenticateKey(text, one, store, NOW))).toBe('key_disabled');
  expect((await store.grants.byId(grant.id))?.caller).toBeNull();
  await store.grants.setDisabled(grant.id, false);
  expect(await codeOf(authenticateKey(text, one, store, NOW))).toBe('grant');
});
