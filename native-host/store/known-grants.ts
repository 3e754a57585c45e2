import type { Grant } from '../../shared/access/grant.ts';
import { type Credential, type Grants, TOUCH_STEP_MS } from './contract.ts';

/** Grants in front of the store that remember what they have read. */
export interface KnownGrants extends Grants {
  /** Reads everything again: permissions have changed. */
  forget(): void;
}

/** Remembered entries of each kind. Callers can ask for any number of ids that do not exist. */
const MOST = 1_000;

/**
 * Remembers the grants that are read again and again, until `forget` is called or `version` differs. While `version`
 * is undefined, nothing is remembered. A read is remembered when it starts, so that a change made meanwhile drops it.
 */
export const createKnownGrants = (
  grants: Grants,
  version: () => number | string | undefined,
  now: () => number,
): KnownGrants => {
  const byId = new Map<string, Promise<Grant | undefined>>();
  const byCredential = new Map<string, Promise<Credential | undefined>>();
  const byCaller = new Map<string, Promise<Grant[]>>();
  let at: number | string | undefined;

  const forget = () => {
    byId.clear();
    byCredential.clear();
    byCaller.clear();
  };

  const recall = <Found>(
    known: Map<string, Promise<Found>>,
    key: string,
    read: (key: string) => Promise<Found>,
  ): Promise<Found> => {
    const newest = version();
    if (newest === undefined || newest !== at || known.size >= MOST) forget();
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

  /** The grant in use is read next by its id, and touched. */
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
    async forCaller(caller) {
      const read = recall(byCaller, caller, grants.forCaller);
      const found = await read;
      if (byCaller.get(caller) === read) found.forEach(alsoKnown);
      // A copy: callers may change the list.
      return [...found];
    },
    async touch(id) {
      // It need not be the newest: then the use is recorded a minute earlier or later.
      const used = (await (byId.get(id) ?? grants.byId(id)))?.lastUsedAt ?? null;
      if (used !== null && used >= now() - TOUCH_STEP_MS) return;
      await grants.touch(id);
      forget();
    },
  };
};
