import type { Grant } from '../../../../../../shared/access/grant.ts';

/** A grant of an extension without restrictions, for tests. */
export const testGrant = (rest: Partial<Grant> = {}): Grant => ({
  id: 'AbCd1234',
  name: 'an extension',
  claimedName: null,
  kind: 'approval',
  caller: 'an extension',
  scopes: ['read', 'infer'],
  models: null,
  limits: null,
  labels: null,
  trust: null,
  origin: null,
  createdAt: 1,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  parent: null,
  ...rest,
});
