import { expect, test } from 'vitest';
import { type Grant, summarise } from './grant.ts';
import { DEFAULT_SCOPES, isScope, OWNER_SCOPES, SCOPE_NAMES } from './scopes.ts';

test('every name of the table is a scope', () => {
  expect(SCOPE_NAMES.every(isScope)).toBe(true);
});

test('other values are not scopes', () => {
  for (const other of ['', 'toString', 'READ', 'never', 1, null]) expect(isScope(other)).toBe(false);
});

test('the default scopes include neither management nor anything that costs money', () => {
  for (const scope of ['manage', 'cloud', 'web', 'admin'] as const)
    expect(DEFAULT_SCOPES).not.toContain(scope);
});

test('the companion’s scopes include nothing that costs money', () => {
  for (const scope of ['cloud', 'web'] as const) expect(OWNER_SCOPES).not.toContain(scope);
});

test('a summary contains neither caller nor parent', () => {
  const grant: Grant = {
    id: 'g',
    name: 'n',
    claimedName: null,
    kind: 'key',
    caller: 'c',
    scopes: ['read'],
    models: null,
    createdAt: 1,
    expiresAt: null,
    lastUsedAt: 2,
    revokedAt: null,
    disabledAt: null,
    limits: null,
    labels: null,
    trust: null,
    origin: null,
    parent: 'p',
  };
  expect(summarise(grant)).toEqual({
    id: 'g',
    name: 'n',
    kind: 'key',
    scopes: ['read'],
    models: null,
    expiresAt: null,
  });
});
