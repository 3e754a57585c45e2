import { expect, test } from 'vitest';
import type { Grant } from '../../../../../shared/access/grant.ts';
import { inUse, purposeOf } from './sort-grants.ts';
import { testGrant } from './testing/test-grant.ts';

test('grants that are not revoked are listed, the last used or created first', () => {
  const grants = [
    testGrant({ id: 'idle', createdAt: 5 }),
    testGrant({ id: 'gone', revokedAt: 9 }),
    testGrant({ id: 'ended', createdAt: 7, expiresAt: 8 }),
    testGrant({ id: 'busy', lastUsedAt: 8 }),
  ];
  expect(inUse(grants, 20).map(({ id }) => id)).toEqual(['busy', 'ended', 'idle']);
});

test.each<[string, Partial<Grant>, string]>([
  ['an allowed extension', {}, 'extension'],
  ['a key that an extension uses', { kind: 'key' }, 'extension'],
  ['a key that no extension has used', { kind: 'key', caller: null }, 'unused'],
  ['a key for HTTP', { kind: 'key', caller: 'http' }, 'http'],
  ['an owner key', { kind: 'key', caller: null, scopes: ['read', 'admin'] }, 'owner'],
  ['a pairing', { kind: 'pairing', scopes: ['read', 'admin'] }, 'browser'],
])('%s', (_, grant, purpose) => {
  expect(purposeOf(testGrant(grant))).toBe(purpose);
});
