import type { Caller } from '../../shared/access/caller.ts';
import { type Grant, grantState } from '../../shared/access/grant.ts';
import type { Store } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import { type CredentialProblem, checkSecret, deny } from './check-secret.ts';
import { type Issued, issue } from './issue.ts';
import { closePairingWindow } from './pairing-window.ts';

/** The pairing of this browser profile's companion with this host. */
export interface Pairing {
  /** The grant as it is now. Null while no companion is paired. */
  grant(): Promise<Grant | null>;
  /** `problem`: why the companion's token was not accepted. */
  set(grantId: string | null, problem?: CredentialProblem): void;
  readonly problem: CredentialProblem | undefined;
  /** Makes {@link checked} wait until the token of the companion has been checked. */
  begin(check: Promise<unknown>): void;
  /** Resolves once it is known whether the companion is paired: its clients may say hello while its token is checked. */
  readonly checked: Promise<unknown>;
}

/** Records which grant pairs the companion. Reads it from the store each time, so that a revocation takes effect at once. */
export const createPairing = (store: Store, now: () => number): Pairing => {
  let id: string | null = null;
  let problem: CredentialProblem | undefined;
  let checked: Promise<unknown> = Promise.resolve();
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
    begin(check) {
      // The session of the companion reports a failure.
      checked = check.catch(() => {});
    },
    get checked() {
      return checked;
    },
  };
};

/**
 * Exchanges an owner key, sent by a page of the companion, for the token of its browser profile. The key can pair further
 * profiles. Revoking it also revokes their pairings. Closes the pairing window.
 */
export const pairCompanion = async (
  text: string,
  caller: Caller,
  world: GrantWorld,
): Promise<Issued | { readonly denial: CredentialProblem }> => {
  const checked = await checkSecret('otk', text, world.store, world.now());
  if ('denial' in checked) return checked;
  const { id, scopes, expiresAt } = checked.grant;
  if (!caller.own || !scopes.includes('admin')) {
    return deny('key_not_owner', `The key ${id} may use Ollama, but not manage permissions.`);
  }
  const terms = { name: 'Companion', kind: 'pairing', scopes, models: null, expiresAt } as const;
  return audited(world, async (parts) => {
    const result = await issue('otp', { ...terms, caller: caller.id, parent: id }, parts, world.random);
    await parts.grants.touch(id);
    await closePairingWindow(parts);
    return { result, audit: { act: 'paired', subject: caller.id, detail: result.grant.id } };
  });
};
