import type { Grant } from '../../../../shared/access/grant.ts';

/** The grants in force, apart by whose they are, the last used first. */
export interface SortedGrants {
  /** Of extensions, by the user's word or by a key. */
  readonly extensions: readonly Grant[];
  /** Keys that no extension has used yet, and paired browsers. */
  readonly others: readonly Grant[];
}

export const sortGrants = (grants: readonly Grant[]): SortedGrants => {
  const live = grants
    .filter(({ revokedAt }) => revokedAt === null)
    .toSorted((one, two) => (two.lastUsedAt ?? two.createdAt) - (one.lastUsedAt ?? one.createdAt));
  const ofExtension = ({ kind, caller }: Grant) => kind !== 'pairing' && caller !== null;
  return {
    extensions: live.filter(ofExtension),
    others: live.filter((grant) => !ofExtension(grant)),
  };
};
