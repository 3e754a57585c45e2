import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Caller } from '../../shared/access/caller.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import type { Store } from '../store/contract.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { allowCaller } from './allow-caller.ts';
import type { GrantWorld } from './audited.ts';
import { authenticateKey } from './authenticate.ts';
import { changeGrant, renameGrant, revokeGrant, setGrantDisabled } from './change-grant.ts';
import { denyCaller, undenyCaller } from './deny-caller.ts';
import { createKey, rotateKey } from './issue.ts';
import { pairCompanion } from './pairing.ts';
import { RESTORABLE_MS, restoreGrant } from './restore-grant.ts';

const NOW = 5_000;
const CALLER: Caller = { id: 'a'.repeat(32), page: true, own: false };
const OTHER = 'b'.repeat(32);
const COMPANION: Caller = { id: COMPANION_ID_CHROMIUM, page: true, own: true };
const KEY = { name: 'Key', caller: null, scopes: ['read'], models: null, expiresAt: null } as const;
const TERMS = {
  caller: CALLER.id,
  scopes: ['read', 'infer'],
  models: ['a'],
  expiresAt: () => 9_000,
} as const;

const worldOf = (store: Store): GrantWorld => ({ store, now: () => NOW, random: randomBytes });

/** Creates two keys, a revoked one, a disabled approval and a denial. */
const setUp = async () => {
  const store = temporaryStore({ now: NOW });
  const world = worldOf(store);
  const key = await createKey(KEY, world);
  const owner = await createKey({ ...KEY, scopes: OWNER_SCOPES }, world);
  const revoked = await createKey(KEY, world);
  await revokeGrant(revoked.grant.id, world);
  const approval = await allowCaller(TERMS, undefined, world);
  await setGrantDisabled(approval.id, true, { owners: false }, world);
  await denyCaller(OTHER, world);
  return { store, key, owner, revoked, approval };
};

type BrowserEnv = Awaited<ReturnType<typeof setUp>>;
type Act = (browserEnv: BrowserEnv, world: GrantWorld) => Promise<unknown>;

/** Every act, and the audit row that it must add. */
const ACTS: readonly (readonly [
  name: string,
  act: Act,
  line: (browserEnv: BrowserEnv) => readonly unknown[],
])[] = [
  [
    'creating a key',
    (_, world) => createKey({ ...KEY, name: 'New' }, world),
    () => ['created', expect.any(String), null],
  ],
  [
    'binding a key',
    ({ key }, { store }) => authenticateKey(key.text, CALLER, store, NOW),
    ({ key }) => ['bound', key.grant.id, CALLER.id],
  ],
  [
    'rotating a key',
    ({ key }, world) => rotateKey(key.grant.id, NOW + 1, world),
    ({ key }) => ['rotated', key.grant.id, null],
  ],
  [
    'allowing an extension',
    (_, world) => allowCaller({ ...TERMS, caller: OTHER }, undefined, world),
    () => ['allowed', OTHER, expect.any(String)],
  ],
  [
    'allowing an extension in place of what it had',
    ({ approval }, world) => allowCaller(TERMS, approval.id, world),
    ({ approval }) => ['changed', CALLER.id, approval.id],
  ],
  ['refusing an extension', (_, world) => denyCaller(CALLER.id, world), () => ['denied', CALLER.id, null]],
  [
    'refusing an extension that claims a name',
    (_, world) => denyCaller(CALLER.id, world, 'Notes'),
    () => ['denied', CALLER.id, 'Notes'],
  ],
  ['undoing a refusal', (_, world) => undenyCaller(OTHER, world), () => ['undenied', OTHER, null]],
  [
    'changing a grant',
    ({ approval }, world) => changeGrant(approval.id, { ...TERMS, models: null }, world),
    ({ approval }) => ['changed', approval.id, null],
  ],
  [
    'renaming a grant',
    ({ approval }, world) => renameGrant(approval.id, 'Notes', world),
    ({ approval }) => ['renamed', approval.id, 'Notes'],
  ],
  [
    'disabling a grant',
    ({ key }, world) => setGrantDisabled(key.grant.id, true, { owners: false }, world),
    ({ key }) => ['disabled', key.grant.id, null],
  ],
  [
    'enabling a grant',
    ({ approval }, world) => setGrantDisabled(approval.id, false, { owners: false }, world),
    ({ approval }) => ['enabled', approval.id, null],
  ],
  [
    'revoking a grant',
    ({ key }, world) => revokeGrant(key.grant.id, world),
    ({ key }) => ['revoked', key.grant.id, null],
  ],
  [
    'undoing a revocation',
    ({ revoked }, world) => restoreGrant(revoked.grant.id, world),
    ({ revoked }) => ['restored', revoked.grant.id, null],
  ],
  [
    'pairing a companion',
    ({ owner }, world) => pairCompanion(owner.text, COMPANION, world),
    () => ['paired', COMPANION.id, expect.any(String)],
  ],
];

const stateOf = async ({ contents }: Store) => {
  const { audit, ...rest } = await contents.read();
  return { audit, rest };
};

test.each(ACTS)('%s is one change and one audit row', async (_, act, line) => {
  const browserEnv = await setUp();
  const before = await stateOf(browserEnv.store);
  let notified = 0;
  onTestFinished(
    browserEnv.store.onChange(() => {
      notified += 1;
    }),
  );
  await act(browserEnv, worldOf(browserEnv.store));
  const after = await stateOf(browserEnv.store);
  const lines = after.audit.slice(before.audit.length);
  expect(lines.map((entry) => [entry.at, entry.act, entry.subject, entry.detail])).toEqual([
    [NOW, ...line(browserEnv)],
  ]);
  expect(after.rest).not.toEqual(before.rest);
  expect(notified).toBe(1);
});

test.each(ACTS)('%s changes nothing if the audit cannot be written', async (_, act) => {
  const browserEnv = await setUp();
  const { store } = browserEnv;
  const before = await stateOf(store);
  const full: Store = {
    ...store,
    transaction: (work) =>
      store.transaction((parts) =>
        work({ ...parts, audit: { ...parts.audit, add: () => Promise.reject(new Error('disk full')) } }),
      ),
  };
  await expect(act(browserEnv, worldOf(full))).rejects.toThrow('disk full');
  expect(await stateOf(store)).toEqual(before);
});

const NOTHING: readonly (readonly [name: string, act: Act, result: unknown])[] = [
  ['rotating no key', (_, world) => rotateKey('none', 1, world), undefined],
  ['revoking no grant', (_, world) => revokeGrant('none', world), false],
  ['undoing no revocation', ({ key }, world) => restoreGrant(key.grant.id, world), false],
  [
    'undoing an old revocation',
    ({ revoked }, world) => restoreGrant(revoked.grant.id, { ...world, now: () => NOW + RESTORABLE_MS + 1 }),
    false,
  ],
  ['renaming no grant', (_, world) => renameGrant('none', 'Notes', world), false],
  [
    'renaming a grant to its name',
    ({ approval }, world) => renameGrant(approval.id, approval.name, world),
    true,
  ],
  ['changing no grant', (_, world) => changeGrant('none', TERMS, world), false],
  ['changing an owner key', ({ owner }, world) => changeGrant(owner.grant.id, TERMS, world), false],
  [
    'giving "admin"',
    ({ approval }, world) => changeGrant(approval.id, { ...TERMS, scopes: ['admin'] }, world),
    false,
  ],
  [
    'disabling an owner key from the settings',
    ({ owner }, world) => setGrantDisabled(owner.grant.id, true, { owners: false }, world),
    false,
  ],
  [
    'disabling what is disabled',
    ({ approval }, world) => setGrantDisabled(approval.id, true, { owners: false }, world),
    true,
  ],
  ['undoing no refusal', (_, world) => undenyCaller(CALLER.id, world), undefined],
];

test.each(NOTHING)('%s changes nothing, and adds no audit row', async (_, act, result) => {
  const browserEnv = await setUp();
  const before = await stateOf(browserEnv.store);
  expect(await act(browserEnv, worldOf(browserEnv.store))).toBe(result);
  expect(await stateOf(browserEnv.store)).toEqual(before);
});

test('allowing an extension enables it, undoes its denial and leaves one approval', async () => {
  const { store, approval } = await setUp();
  await store.grants.create({
    ...KEY,
    id: 'older',
    kind: 'approval',
    caller: CALLER.id,
    parent: null,
    digest: null,
  });
  await denyCaller(CALLER.id, worldOf(store));
  const grant = await allowCaller({ ...TERMS, scopes: ['admin', 'read'] }, approval.id, worldOf(store));
  expect(grant).toMatchObject({ id: approval.id, scopes: ['read'], disabledAt: null });
  expect(await store.grants.forCaller(CALLER.id)).toEqual([grant]);
  expect(await store.denials.has(CALLER.id)).toBe(false);
});

test('a grant has the name that the extension claims, until the user renames it', async () => {
  const { store } = await setUp();
  const world = worldOf(store);
  const allow = (claimedName?: string) =>
    allowCaller({ ...TERMS, caller: OTHER, claimedName }, undefined, world);
  const first = await allow();
  expect(first).toMatchObject({ name: OTHER, claimedName: null });
  expect(await allow('Notes')).toMatchObject({ id: first.id, name: 'Notes', claimedName: 'Notes' });
  await renameGrant(first.id, 'Mine', world);
  expect(await allow('Notes 2')).toMatchObject({ name: 'Mine', claimedName: 'Notes 2' });
  expect(await allow()).toMatchObject({ name: 'Mine', claimedName: 'Notes 2' });
  await revokeGrant(first.id, world);
  expect(await allow('Notes 3')).toMatchObject({ name: 'Notes 3', claimedName: 'Notes 3' });
});

test('an extension that is allowed twice concurrently has one approval', async () => {
  const { store } = await setUp();
  const terms = { ...TERMS, caller: OTHER };
  const all = await Promise.all([1, 2, 3].map(() => allowCaller(terms, undefined, worldOf(store))));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await store.grants.forCaller(OTHER)).toHaveLength(1);
});

test('a revocation is not undone once the extension has been allowed again', async () => {
  const { store, approval } = await setUp();
  const world = worldOf(store);
  await revokeGrant(approval.id, world);
  const again = await allowCaller(TERMS, undefined, world);
  expect(await restoreGrant(approval.id, world)).toBe(false);
  await revokeGrant(again.id, world);
  expect(await restoreGrant(approval.id, world)).toBe(true);
});
