import { type Grant, grantState } from '../../shared/access/grant.ts';
import type { StoreParts } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import type { TermsUpdate } from './change-grant.ts';
import { newGrantId } from './secret.ts';

/** What the user allows an extension. */
export interface ApprovedTerms extends TermsUpdate {
  readonly caller: string;
  /** The name that the extension claims, sanitized. @default none */
  readonly claimedName?: string | undefined;
}

/** Changes the grant in use, or creates one. Revokes all other approvals of the caller. */
const give = async (
  terms: ApprovedTerms,
  inUse: string | undefined,
  { now, random }: GrantWorld,
  { grants }: StoreParts,
): Promise<{ readonly grant: Grant; readonly isNew: boolean }> => {
  const { caller, scopes, models, expiresAt, claimedName } = terms;
  for (;;) {
    const all = await grants.forCaller(caller);
    const isGood = (grant: Grant) => grant.kind === 'approval' && grantState(grant, now()) === 'active';
    // Also change one that was given while the prompt was open: revoking it would end its running requests.
    const old = all.find(({ id }) => id === inUse) ?? all.find(isGood);
    const given = {
      // No prompt offers "admin".
      scopes: scopes.filter((scope) => scope !== 'admin'),
      models,
      expiresAt: expiresAt(old?.expiresAt ?? null),
    };
    for (const { id, kind } of all) if (kind === 'approval' && id !== old?.id) await grants.revoke(id);
    if (old && old.disabledAt !== null) await grants.setDisabled(old.id, false);
    if (old && claimedName !== undefined) await grants.claimName(old.id, claimedName);
    const changed = old && (await grants.change(old.id, given));
    if (changed) return { grant: changed, isNew: false };
    const names = { name: claimedName ?? caller, claimedName: claimedName ?? null };
    const unkeyed = { ...names, kind: 'approval', caller, parent: null, digest: null } as const;
    const grant = await grants.createSole({ ...given, ...unkeyed, id: newGrantId(random) });
    if (grant) return { grant, isNew: true };
    // Another browser profile has created one. The next iteration changes it.
  }
};

/**
 * Allows an extension what the user chose, replacing what it had, and undoes a denial. The grant `inUse` is changed, so
 * that its key and counts stay valid. Without one, a grant is created.
 */
export const allowCaller = (
  terms: ApprovedTerms,
  inUse: string | undefined,
  world: GrantWorld,
): Promise<Grant> =>
  audited(world, async (parts) => {
    const { caller } = terms;
    const { grant, isNew } = await give(terms, inUse, world, parts);
    await parts.denials.remove(caller);
    await parts.dismissals.forget(caller);
    return {
      result: grant,
      audit: { act: isNew ? 'allowed' : 'changed', subject: caller, detail: grant.id },
    };
  });
