import { type Grant, grantState } from '../../shared/access/grant.ts';
import type { StoreParts } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import type { NewTerms } from './change-grant.ts';
import { newGrantId } from './secret.ts';

/** What the user allows an extension. */
export interface GivenTerms extends NewTerms {
  readonly caller: string;
}

/** Changes the grant in use, or creates one. Any other approval of the caller is revoked. */
const give = async (
  terms: GivenTerms,
  inUse: string | undefined,
  { now, random }: GrantWorld,
  { grants }: StoreParts,
): Promise<{ readonly grant: Grant; readonly isNew: boolean }> => {
  const { caller, scopes, models, expiresAt } = terms;
  for (;;) {
    const all = await grants.forCaller(caller);
    const isGood = (grant: Grant) => grant.kind === 'approval' && grantState(grant, now()) === 'active';
    // One that was given while the question was open is changed too: revoking it would end what runs with it.
    const old = all.find(({ id }) => id === inUse) ?? all.find(isGood);
    const given = {
      // No window offers "admin".
      scopes: scopes.filter((scope) => scope !== 'admin'),
      models,
      expiresAt: expiresAt(old?.expiresAt ?? null),
    };
    for (const { id, kind } of all) if (kind === 'approval' && id !== old?.id) await grants.revoke(id);
    // Allowing an extension enables it.
    if (old && old.disabledAt !== null) await grants.setDisabled(old.id, false);
    const changed = old && (await grants.change(old.id, given));
    if (changed) return { grant: changed, isNew: false };
    const unkeyed = { name: caller, kind: 'approval', caller, parent: null, digest: null } as const;
    const grant = await grants.createSole({ ...given, ...unkeyed, id: newGrantId(random) });
    if (grant) return { grant, isNew: true };
    // Another browser profile was faster: the grant that it has given is changed in the next round.
  }
};

/**
 * Allows an extension what the user chose, in place of what it had: the grant `inUse` is changed, so that its key and
 * its counts stay; without one, a grant is created. Undoes a refusal.
 */
export const allowCaller = (
  terms: GivenTerms,
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
