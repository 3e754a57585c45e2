import type { Grant } from '../../shared/access/grant.ts';
import { type Credential, type Grants, TOUCH_STEP_MS } from './contract.ts';

/** A cache in front of the grants of a store. */
export interface KnownGrants extends Grants {
  /** Clears the cache, because permissions have changed. */
  forget(): void;
}

/** Cached entries of each kind. A bound is needed because callers can request any number of unknown ids. */
const MAX_ENTRIES = 1_000;

/**
 * Caches grants until `forget` is called or `version` differs. Nothing is cached while `version` is undefined. A read is
 * cached when it starts, so that a change during the read discards it.
 */
export const createKnownGrants = (
  grants: Grants,
  version: () => number | string | undefined,
  now: () => number,
): KnownGrants => {
  const byId = new Map<string, Promise<Grant | undefined>>();
  const byCredential = new Map<string, Promise<Credential | undefined>>();
  const byDigest = new Map<string, Promise<Credential | undefined>>();
  const byCaller = new Map<string, Promise<Grant[]>>();
  let at: number | string | undefined;

  const forget = () => {
    byId.clear();
    byCredential.clear();
    byDigest.clear();
    byCaller.clear();
  };

  const recall = <Found>(
    known: Map<string, Promise<Found>>,
    key: string,
    read: (key: string) => Promise<Found>,
  ): Promise<Found> => {
    const newest = version();
    if (newest === undefined || newest !== at || known.size >= MAX_ENTRIES) forget();
    at = newest;
    if (newest === undefined) return read(key);
    const before = known.get(key);
    if (before) return before;
    const found = read(key);
    known.set(key, found);
    found.catch(() => {
      if (known.get(key) === found) known.delete(key);
    });
    return found;
  };

  /** The next reads of a request are by id. */
  const alsoKnown = (grant: Grant) => {
    if (!byId.has(grant.id)) byId.set(grant.id, Promise.resolve(grant));
  };

  return {
    ...grants,
    forget,
    byId: (id) => recall(byId, id, grants.byId),
    async credential(id) {
      const read = recall(byCredential, id, grants.credential);
      const found = await read;
      if (found && byCredential.get(id) === read) alsoKnown(found.grant);
      return found;
    },
    async byDigest(digest) {
      const key = Buffer.from(digest).toString('latin1');
      const read = recall(byDigest, key, () => grants.byDigest(digest));
      const found = await read;
      if (found && byDigest.get(key) === read) alsoKnown(found.grant);
      return found;
    },
    async forCaller(caller) {
      const read = recall(byCaller, caller, grants.forCaller);
      const found = await read;
      if (byCaller.get(caller) === read) found.forEach(alsoKnown);
      // A copy: callers may change the list.
      return [...found];
    },
    async touch(id) {
      // A stale entry only shifts the recorded time by up to a minute.
      const used = (await (byId.get(id) ?? grants.byId(id)))?.lastUsedAt ?? null;
      if (used !== null && used >= now() - TOUCH_STEP_MS) return;
      await grants.touch(id);
      forget();
    },
  };
};
