import type { Grant } from '../../../../../shared/access/grant.ts';
import { dayOf, sumUsage } from '../../../../../shared/access/usage.ts';
import { host } from '../../shared/host.ts';
import { extensionInfo } from '../../shared/who/extension-info.ts';
import { hasNamesake } from '../../shared/who/named-grant.ts';
import { type Row, rowOf } from './rows.ts';
import { inUse, purposeOf } from './sort-grants.ts';

/** All permissions. */
export interface Loaded {
  /** Revoked ones included. */
  readonly grants: readonly Grant[];
  /** The others, the last used first. */
  readonly rows: readonly Row[];
}

/** Reads all permissions, what is known about their extensions, and today's usage. */
export const loadRows = async (ownGrant: string | null): Promise<Loaded> => {
  const now = Date.now();
  const [usage, grants] = await Promise.all([
    host.call('usage.list', { since: dayOf(now) }),
    host.call('grants.list'),
  ]);
  const today = sumUsage(usage, ({ grantId }) => grantId);
  const kept = inUse(grants, now);
  const extensions = kept.filter((grant) => purposeOf(grant) === 'extension');
  const rows = await Promise.all(
    kept.map(async (grant) => {
      const isExtension = purposeOf(grant) === 'extension';
      return rowOf(grant, {
        info: isExtension ? await extensionInfo(grant.caller ?? '') : undefined,
        today: today.get(grant.id),
        namesake: isExtension && hasNamesake(grant, extensions),
        own: grant.id === ownGrant,
      });
    }),
  );
  return { grants, rows };
};
