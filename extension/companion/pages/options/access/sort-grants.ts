import { type Grant, grantState } from '../../../../../shared/access/grant.ts';

/** The grants that are not revoked, the last used first. */
export interface SortedGrants {
  /** Of extensions, by approval or by key. */
  readonly extensions: readonly Grant[];
  /** Keys that no extension has used yet, and paired browsers. */
  readonly others: readonly Grant[];
}

const lastUse = ({ lastUsedAt, createdAt }: Grant) => lastUsedAt ?? createdAt;

export const sortGrants = (grants: readonly Grant[], now: number): SortedGrants => {
  const kept = grants
    .filter((grant) => grantState(grant, now) !== 'revoked')
    .toSorted((one, two) => lastUse(two) - lastUse(one));
  const { extensions = [], others = [] } = Object.groupBy(kept, ({ kind, caller }) =>
    kind !== 'pairing' && caller !== null ? 'extensions' : 'others',
  );
  return { extensions, others };
};
