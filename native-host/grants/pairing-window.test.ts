import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Caller } from '../../shared/access/caller.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { openStore } from '../store/sqlite/open-store.ts';
import { temporaryFolder } from '../store/testing/temporary-store.ts';
import { authenticateToken } from './authenticate.ts';
import { revokeGrant } from './change-grant.ts';
import { createKey } from './issue.ts';
import { pairCompanion } from './pairing.ts';
import { claimPairing, openPairingWindow, PAIRING_WINDOW_MS, pairingWindowEnd } from './pairing-window.ts';

const START = 1_700_000_000_000;
const COMPANION: Caller = { id: COMPANION_ID_CHROMIUM, page: true, own: true };
const FIREFOX: Caller = { id: COMPANION_ID_FIREFOX, page: true, own: true };
const EXTENSION: Caller = { id: 'a'.repeat(32), page: true, own: false };
const OWNER = { name: 'Owner', caller: null, scopes: OWNER_SCOPES, models: null, expiresAt: null } as const;

/** Two processes with one store and one clock. */
const setUp = () => {
  const clock = { now: START };
  const path = `${temporaryFolder()}/turnkey.sqlite`;
  const now = () => clock.now;
  const world = () => {
    const store = openStore(path, now);
    onTestFinished(() => store.close());
    return { store, now, random: randomBytes };
  };
  const [one, two] = [world(), world()];
  const acts = async () => (await one.store.audit.list()).map(({ act, subject }) => `${act} ${subject}`);
  return { clock, one, two, acts, end: () => pairingWindowEnd(one.store, clock.now) };
};

test('no window is open until one is opened; it ends after fifteen minutes', async () => {
  const { clock, one, end, acts } = setUp();
  expect(await end()).toBeUndefined();
  expect(await claimPairing(COMPANION, one)).toBeUndefined();
  expect(await openPairingWindow(one)).toBe(START + PAIRING_WINDOW_MS);
  clock.now = START + PAIRING_WINDOW_MS - 1;
  expect(await end()).toBe(START + PAIRING_WINDOW_MS);
  clock.now += 1;
  expect(await end()).toBeUndefined();
  expect(await claimPairing(COMPANION, one)).toBeUndefined();
  expect(await acts()).toEqual(['pairing opened']);
});

test('a window does not last longer because the clock is set back', async () => {
  const { clock, one, end } = setUp();
  await openPairingWindow(one);
  clock.now = START - 1;
  expect(await end()).toBeUndefined();
  expect(await claimPairing(COMPANION, one)).toBeUndefined();
});

test('the first claim pairs with a token for its caller alone, and closes the window', async () => {
  const { one, two, acts, end } = setUp();
  await openPairingWindow(one);
  const made = await claimPairing(COMPANION, two);
  expect(made?.grant).toMatchObject({ kind: 'pairing', caller: COMPANION.id, parent: null });
  expect(made?.grant.scopes).toEqual(OWNER_SCOPES);
  expect(await authenticateToken(made?.text ?? '', COMPANION, one.store, START)).toHaveProperty('grant');
  expect(await authenticateToken(made?.text ?? '', FIREFOX, one.store, START)).toHaveProperty('denial');
  expect(await end()).toBeUndefined();
  expect(await claimPairing(FIREFOX, two)).toBeUndefined();
  expect(await acts()).toEqual(['pairing opened', `paired ${COMPANION.id}`]);
  expect((await one.store.audit.list()).at(-1)?.detail).toBe(`${made?.grant.id} by a click`);
});

test('of concurrent claims exactly one wins', async () => {
  const { one, two, acts } = setUp();
  await openPairingWindow(one);
  const claims = Array.from({ length: 10 }, (_, at) =>
    claimPairing(at % 3 ? COMPANION : FIREFOX, at % 2 ? one : two),
  );
  expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  expect(await acts()).toHaveLength(2);
  expect(await one.store.grants.list()).toHaveLength(1);
});

test('an extension other than the companion neither uses nor closes the window', async () => {
  const { one, end } = setUp();
  await openPairingWindow(one);
  expect(await claimPairing(EXTENSION, one)).toBeUndefined();
  expect(await end()).toBe(START + PAIRING_WINDOW_MS);
});

test('pairing with a key closes the window', async () => {
  const { one, end } = setUp();
  const { text } = await createKey(OWNER, one);
  await openPairingWindow(one);
  await pairCompanion(text, COMPANION, one);
  expect(await end()).toBeUndefined();
});

test('revoking a key leaves a pairing made with a click; revoking the pairing itself ends it', async () => {
  const { one } = setUp();
  const key = await createKey(OWNER, one);
  await openPairingWindow(one);
  const made = await claimPairing(COMPANION, one);
  const isValid = async () =>
    'grant' in (await authenticateToken(made?.text ?? '', COMPANION, one.store, START));
  await revokeGrant(key.grant.id, one);
  expect(await isValid()).toBe(true);
  await revokeGrant(made?.grant.id ?? '', one);
  expect(await isValid()).toBe(false);
});
