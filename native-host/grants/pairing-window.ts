import type { Caller } from '../../shared/access/caller.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import type { Settings, Store } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import { type Issued, issue } from './issue.ts';

/** How long a pairing window stays open. */
export const PAIRING_WINDOW_MS = 15 * MINUTE_MS;

/** The setting with the end of the pairing window, in milliseconds since the epoch. */
const SETTING = 'pairing-window';

/** When the open window ends; undefined if none is open. One that ends too late counts as closed: the clock was set back. */
const readEnd = async ({ settings }: { settings: Settings }, now: number): Promise<number | undefined> => {
  const until = Number(await settings.get(SETTING));
  return until > now && until - now <= PAIRING_WINDOW_MS ? until : undefined;
};

/**
 * Opens the pairing window, in which the companion can be paired without a key. Replaces an open one. Resolves with its
 * end, in milliseconds since the epoch.
 */
export const openPairingWindow = (world: Pick<GrantWorld, 'store' | 'now'>): Promise<number> => {
  const until = world.now() + PAIRING_WINDOW_MS;
  return audited(world, async ({ settings }) => {
    await settings.set(SETTING, String(until));
    const detail = `until ${new Date(until).toISOString()}`;
    return { result: until, audit: { act: 'pairing', subject: 'opened', detail } };
  });
};

/**
 * Opens the pairing window of a store that nothing was done with yet. A package for all users cannot open one for each of
 * them: it runs no command of theirs.
 */
export const openFirstPairingWindow = async (world: Pick<GrantWorld, 'store' | 'now'>): Promise<void> => {
  const { store } = world;
  const isNew = (await store.settings.get(SETTING)) === undefined && (await store.grants.list()).length === 0;
  if (isNew) await openPairingWindow(world);
};

/** When the open pairing window ends, in milliseconds since the epoch; undefined if none is open. */
export const pairingWindowEnd = (store: Store, now: number): Promise<number | undefined> =>
  readEnd(store, now);

/** Closes the pairing window, as a part of an act. The setting stays, so that the store does not count as new. */
export const closePairingWindow = ({ settings }: { settings: Settings }): Promise<void> =>
  settings.set(SETTING, '0');

/**
 * Pairs the companion within the open pairing window, and closes it. The pairing has no parent: no key made it, so
 * revoking a key does not end it. Undefined if no window is open, or if the caller is not the companion.
 */
export const claimPairing = (caller: Caller, world: GrantWorld): Promise<Issued | undefined> =>
  audited(world, async (parts) => {
    if (!caller.own || (await readEnd(parts, world.now())) === undefined) {
      return { result: undefined, audit: undefined };
    }
    await closePairingWindow(parts);
    const terms = { name: 'Companion', kind: 'pairing', scopes: OWNER_SCOPES, models: null } as const;
    const owner = { expiresAt: null, caller: caller.id, parent: null };
    const result = await issue('otp', { ...terms, ...owner }, parts, world.random);
    return { result, audit: { act: 'paired', subject: caller.id, detail: `${result.grant.id} by a click` } };
  });
