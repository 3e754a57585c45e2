import { type Grant, grantState } from '../../shared/access/grant.ts';
import type { Store } from '../store/contract.ts';
import type { CredentialProblem } from './check-secret.ts';

/** The pairing of this browser profile's companion with this host. */
export interface Pairing {
  /** The grant as it is now. Null while no companion is paired. */
  grant(): Promise<Grant | null>;
  /** `problem`: why the companion's token was not accepted. */
  set(grantId: string | null, problem?: CredentialProblem): void;
  readonly problem: CredentialProblem | undefined;
}

/** Records which grant pairs the companion. Reads it from the store each time, so that a revocation takes effect at once. */
export const createPairing = (store: Store, now: () => number): Pairing => {
  let id: string | null = null;
  let problem: CredentialProblem | undefined;
  return {
    async grant() {
      const grant = id === null ? undefined : await store.grants.byId(id);
      return grant && grantState(grant, now()) === 'active' ? grant : null;
    },
    set(grantId, why) {
      id = grantId;
      problem = why;
    },
    get problem() {
      return problem;
    },
  };
};
