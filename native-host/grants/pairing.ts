import { type Grant, grantState } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { ProblemOf } from '../../shared/errors/problem.ts';
import type { Store } from '../store/contract.ts';

/** The pairing of this browser profile's companion with this host. */
export interface Pairing {
  /** The grant as the store has it now; null while no companion is paired. */
  grant(): Promise<Grant | null>;
  set(grantId: string | null): void;
  /** Why the token that was shown gave no pairing. */
  problem: ProblemOf<DenialCode> | undefined;
}

/** The pairing of this process. It is read from the store each time, so that revoking it takes effect at once. */
export const createPairing = (store: Store, now: () => number): Pairing => {
  let id: string | null = null;
  return {
    async grant() {
      const grant = id === null ? undefined : await store.grants.byId(id);
      return grant && grantState(grant, now()) === 'active' ? grant : null;
    },
    set(grantId) {
      id = grantId;
    },
    problem: undefined,
  };
};
