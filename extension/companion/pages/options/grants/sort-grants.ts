import { HTTP_CALLER } from '../../../../../shared/access/caller.ts';
import { type Grant, grantState } from '../../../../../shared/access/grant.ts';

/**
 * What a permission is for: an extension; a key for programs, or for an extension that has not used it yet; an owner key,
 * which pairs browsers; or a paired browser.
 */
export type Purpose = 'extension' | 'http' | 'unused' | 'owner' | 'browser';

export const purposeOf = ({ kind, caller, scopes }: Pick<Grant, 'kind' | 'caller' | 'scopes'>): Purpose => {
  if (kind === 'pairing') return 'browser';
  if (scopes.includes('admin')) return 'owner';
  if (caller === HTTP_CALLER.id) return 'http';
  return caller === null ? 'unused' : 'extension';
};

const lastUse = ({ lastUsedAt, createdAt }: Grant) => lastUsedAt ?? createdAt;

/** The grants that are not revoked, the last used first. */
export const inUse = (grants: readonly Grant[], now: number): readonly Grant[] =>
  grants
    .filter((grant) => grantState(grant, now) !== 'revoked')
    .toSorted((one, two) => lastUse(two) - lastUse(one));
