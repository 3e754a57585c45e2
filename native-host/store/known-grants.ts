import type { Grant } from '../../shared/access/grant.ts';
import { CHANGING_GRANTS, type Grants, TOUCH_STEP_MS } from './grants.ts';

interface Known {
  readonly grant: Grant | undefined;
  digest?: ReturnType<Grants['digestOf']>;
  oldDigest?: ReturnType<Grants['oldDigestOf']>;
}

/** Ids of grants that are remembered: those in use. Anybody can ask for one that is not there. */
const MOST = 1_000;

/**
 * Remembers the grants that are asked for again and again, until this process changes one or another process
 * does: `version` differs then.
 */
export const createKnownGrants = (grants: Grants, version: () => number, now: () => number): Grants => {
  const known = new Map<string, Known>();
  const byCaller = new Map<string, Grant[]>();
  let at = Number.NaN;

  const forget = () => {
    known.clear();
    byCaller.clear();
  };

  const refresh = () => {
    const newest = version();
    if (newest !== at || known.size >= MOST || byCaller.size >= MOST) forget();
    at = newest;
  };

  const look = (id: string): Known => {
    refresh();
    let found = known.get(id);
    if (!found) {
      found = { grant: grants.byId(id) };
      known.set(id, found);
    }
    return found;
  };

  const changing = Object.fromEntries(
    CHANGING_GRANTS.map((name) => [
      name,
      (...args: unknown[]) => {
        forget();
        return Reflect.apply(grants[name], grants, args);
      },
    ]),
  ) as Pick<Grants, (typeof CHANGING_GRANTS)[number]>;

  return {
    ...grants,
    ...changing,
    byId: (id) => look(id).grant,
    forCaller(caller) {
      refresh();
      let found = byCaller.get(caller);
      if (!found) {
        found = grants.forCaller(caller);
        byCaller.set(caller, found);
        // Its use is noted next, by its id.
        for (const grant of found) known.set(grant.id, { grant });
      }
      // Whoever asked may do with the list what it wants.
      return [...found];
    },
    digestOf(id) {
      const found = look(id);
      if (!('digest' in found)) found.digest = grants.digestOf(id);
      return found.digest;
    },
    oldDigestOf(id) {
      const found = look(id);
      if (!('oldDigest' in found)) found.oldDigest = grants.oldDigestOf(id);
      return found.oldDigest;
    },
    touch(id) {
      // It need not be the newest: a use is noted anyway, a minute earlier or later.
      const used = (known.get(id)?.grant ?? grants.byId(id))?.lastUsedAt ?? null;
      if (used !== null && used >= now() - TOUCH_STEP_MS) return;
      grants.touch(id);
      forget();
    },
  };
};
