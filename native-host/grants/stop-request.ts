import { audited, type GrantWorld } from './audited.ts';

/** Records that an administrator has stopped a running request of a grant. */
export const noteStopped = (grantId: string, operation: string, world: GrantWorld): Promise<void> =>
  audited(world, async () => ({
    result: undefined,
    audit: { act: 'stopped', subject: grantId, detail: operation },
  }));
