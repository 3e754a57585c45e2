import { audited, type GrantWorld } from './audited.ts';

/** Revokes a grant for good, and the pairings made with it. False if there was nothing to revoke. */
export const revokeGrant = (id: string, world: Pick<GrantWorld, 'store' | 'now'>): Promise<boolean> =>
  audited(world, async ({ grants }) => {
    const result = await grants.revoke(id);
    return { result, audit: result ? { act: 'revoked', subject: id } : undefined };
  });
