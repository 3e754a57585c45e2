import type { NewGrant } from '../contract.ts';

/** A key with default values, to create in a store. */
export const newGrant = (id: string, change: Partial<NewGrant> = {}): NewGrant => ({
  id,
  name: `Grant ${id}`,
  kind: 'key',
  caller: null,
  scopes: ['read', 'infer'],
  models: null,
  expiresAt: null,
  parent: null,
  digest: null,
  ...change,
});
