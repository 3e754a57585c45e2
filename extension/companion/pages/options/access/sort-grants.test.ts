import { expect, test } from 'vitest';
import type { Grant } from '../../../../../shared/access/grant.ts';
import { sortGrants } from './sort-grants.ts';

const grant = (id: string, rest: Partial<Grant>): Grant => ({
  id,
  name: id,
  claimedName: null,
  kind: 'approval',
  caller: 'an extension',
  scopes: [],
  models: null,
  createdAt: 1,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  limits: null,
  parent: null,
  ...rest,
});

test('extensions are separate from unused keys and pairings, without revoked grants, last used first', () => {
  const { extensions, others } = sortGrants(
    [
      grant('idle', { createdAt: 5 }),
      grant('gone', { revokedAt: 9 }),
      grant('busy', { kind: 'key', lastUsedAt: 8 }),
      grant('owner', { kind: 'key', caller: null }),
      grant('pairing', { kind: 'pairing', caller: 'the companion', lastUsedAt: 9 }),
    ],
    20,
  );
  expect(extensions.map(({ id }) => id)).toEqual(['busy', 'idle']);
  expect(others.map(({ id }) => id)).toEqual(['pairing', 'owner']);
});
