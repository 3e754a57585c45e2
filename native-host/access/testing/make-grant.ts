import type { Grant } from '../../../shared/access/grant.ts';

/** A grant as the store gives it, good for whatever its scopes allow. */
export const makeGrant = (change: Pick<Grant, 'caller' | 'scopes'> & Partial<Grant>): Grant => ({
  id: 'Ab3dEf7h',
  name: 'A permission',
  claimedName: null,
  kind: 'approval',
  models: null,
  createdAt: 0,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  limits: null,
  labels: null,
  trust: null,
  origin: null,
  parent: null,
  ...change,
});
