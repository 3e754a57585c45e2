import { type Grant, grantState, type Limits } from '../../shared/access/grant.ts';
import type { StoreParts } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';

type World = Pick<GrantWorld, 'store' | 'now' | 'actor'>;

const UNCHANGED = { result: false, audit: undefined };

const findUnrevoked = async (id: string, { grants }: StoreParts, now: number): Promise<Grant | undefined> => {
  const grant = await grants.byId(id);
  return grant && grantState(grant, now) !== 'revoked' ? grant : undefined;
};

/** An owner key, or a pairing made with one. */
const isOwners = ({ scopes }: Pick<Grant, 'scopes'>) => scopes.includes('admin');

export interface TermsUpdate extends Pick<Grant, 'scopes' | 'models'> {
  /** Null: none. @default those that it has */
  readonly limits?: Limits | null | undefined;
  /** Computes the expiry (milliseconds since the epoch, or null) from the current one. */
  expiresAt(before: number | null): number | null;
}

/**
 * Changes the terms of a grant. Running requests that they no longer cover are ended. False if there is no such grant, or
 * if it is an owner's.
 */
export const changeGrant = (id: string, terms: TermsUpdate, world: World): Promise<boolean> =>
  audited(world, async (parts) => {
    const grant = await findUnrevoked(id, parts, world.now());
    if (!grant || isOwners(grant) || isOwners(terms)) return UNCHANGED;
    const { scopes, models, limits = grant.limits } = terms;
    await parts.grants.change(id, { scopes, models, limits, expiresAt: terms.expiresAt(grant.expiresAt) });
    return { result: true, audit: { act: 'changed', subject: id } };
  });

/** Gives a grant another name. False if there is no such grant. True also if it has that name already. */
export const renameGrant = (id: string, name: string, world: World): Promise<boolean> =>
  audited(world, async (parts) => {
    const grant = await findUnrevoked(id, parts, world.now());
    if (!grant) return UNCHANGED;
    if (grant.name === name) return { result: true, audit: undefined };
    await parts.grants.rename(id, name);
    return { result: true, audit: { act: 'renamed', subject: id, detail: name } };
  });

/**
 * Disables or enables a grant. False if there is no such grant. True also if nothing changed.
 * @param owners whether owner keys and pairings may be disabled too
 */
export const setGrantDisabled = (
  id: string,
  disabled: boolean,
  { owners }: { readonly owners: boolean },
  world: World,
): Promise<boolean> =>
  audited(world, async (parts) => {
    const grant = await findUnrevoked(id, parts, world.now());
    if (!grant || (isOwners(grant) && !owners)) return UNCHANGED;
    const isChanged = await parts.grants.setDisabled(id, disabled);
    const act = disabled ? 'disabled' : 'enabled';
    return { result: true, audit: isChanged ? { act, subject: id } : undefined };
  });

/** Revokes a grant permanently, and the pairings made with it. False if there was nothing to revoke. */
export const revokeGrant = (id: string, world: World): Promise<boolean> =>
  audited(world, async ({ grants }) => {
    const result = await grants.revoke(id);
    return { result, audit: result ? { act: 'revoked', subject: id } : undefined };
  });
