import { expect, test } from 'vitest';
import { grantState } from './grant.ts';

const NOW = 1_000;
const UNLIMITED = { revokedAt: null, disabledAt: null, expiresAt: null };

test.each([
  ['active', {}],
  ['active', { expiresAt: NOW + 1 }],
  ['expired', { expiresAt: NOW }],
  ['disabled', { disabledAt: NOW }],
  ['disabled', { disabledAt: 1, expiresAt: 2 }],
  ['revoked', { revokedAt: NOW }],
  ['revoked', { revokedAt: 1, disabledAt: 1, expiresAt: 1 }],
] as const)('%s: %o', (state, change) => {
  expect(grantState({ ...UNLIMITED, ...change }, NOW)).toBe(state);
});
