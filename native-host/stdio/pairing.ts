import type { Pairing } from '../rpc/call-context.ts';
import type { Store } from '../store/open-store.ts';

/** The pairing of this process's browser profile, read from the store each time so that revoking it counts. */
export const createPairing = (store: Store, now: () => number): Pairing => {
  let id: string | null = null;
  return {
    async grant() {
      const grant = id === null ? undefined : await store.grants.byId(id);
      const live =
        grant?.revokedAt === null &&
        grant.disabledAt === null &&
        (grant.expiresAt === null || grant.expiresAt > now());
      return live ? grant : null;
    },
    set(grantId) {
      id = grantId;
    },
    problem: undefined,
  };
};
