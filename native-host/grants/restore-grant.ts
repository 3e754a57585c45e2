import { grantState } from '../../shared/access/grant.ts';
import { audited, type GrantWorld } from './audited.ts';

/** For how long a revocation can be undone, in milliseconds. The settings offer it for a shorter time. */
export const RESTORABLE_MS = 60_000;

/**
 * Undoes the revocation of a grant, and of the pairings that it ended. False if it was revoked too long ago, or if its
 * extension has been allowed again since: it would then have two permissions.
 */
export const restoreGrant = (
  id: string,
  world: Pick<GrantWorld, 'store' | 'now' | 'actor'>,
): Promise<boolean> =>
  audited(world, async ({ grants }) => {
    const now = world.now();
    const grant = await grants.byId(id);
    const others = grant?.kind === 'approval' ? await grants.forCaller(grant.caller ?? '') : [];
    const isReplaced = others.some((each) => each.kind === 'approval' && grantState(each, now) === 'active');
    const result = !isReplaced && (await grants.restore(id, now - RESTORABLE_MS));
    return { result, audit: result ? { act: 'restored', subject: id } : undefined };
  });
