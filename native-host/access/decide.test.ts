import { describe, expect, test } from 'vitest';
import type { Grant } from '../../shared/access/grant.ts';
import { SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { decide, type Question } from './decide.ts';

const NOW = 1_000_000;
const CALLER = { id: 'caller', page: true, own: false };

const grantOf = (scopes: readonly Scope[], rest: Partial<Grant> = {}): Grant => ({
  id: 'grant',
  name: 'Grant',
  kind: 'approval',
  caller: CALLER.id,
  scopes,
  models: null,
  createdAt: 0,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  parent: null,
  ...rest,
});

const needsModel = ({ models, modelOptional }: Operation) => models.length > 0 && !modelOptional;

const questionOf = (operation: Operation, rest: Partial<Question> = {}): Question => ({
  caller: CALLER,
  grant: grantOf(SCOPE_NAMES),
  denied: false,
  paired: true,
  operation,
  models: needsModel(operation) ? ['allowed'] : [],
  now: NOW,
  ...rest,
});

const verdict = (operation: Operation, rest: Partial<Question> = {}) => {
  const decision = decide(questionOf(operation, rest));
  return decision.allow ? 'allowed' : decision.code;
};

const relayed = OPERATIONS.filter(({ scope }) => scope !== 'never');

describe.each(relayed.map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  test.each(SCOPE_NAMES)('with the scope %s alone is allowed only if that is its own', (scope) => {
    const grant = grantOf([scope]);
    expect(verdict(operation, { grant })).toBe(scope === operation.scope ? 'allowed' : 'scope_missing');
  });

  test.each<readonly [string, Partial<Question>, string]>([
    ['from a content script', { caller: { ...CALLER, page: false } }, 'content_script'],
    ['of a refused caller without a grant', { grant: null, denied: true }, 'denied'],
    ['of a refused caller before pairing', { grant: null, denied: true, paired: false }, 'denied'],
    ['without a grant before pairing', { grant: null, paired: false }, 'no_key'],
    ['without a grant', { grant: null }, 'not_approved'],
    ['with the grant of another', { grant: grantOf(SCOPE_NAMES, { caller: 'other' }) }, 'key_elsewhere'],
    ['with an unbound grant', { grant: grantOf(SCOPE_NAMES, { caller: null }) }, 'key_elsewhere'],
    ['with a revoked grant', { grant: grantOf(SCOPE_NAMES, { revokedAt: 1 }) }, 'key_revoked'],
    ['with an expired grant', { grant: grantOf(SCOPE_NAMES, { expiresAt: NOW }) }, 'key_expired'],
    ['with a grant of no scope', { grant: grantOf([]) }, 'scope_missing'],
    ['with a grant before it expires', { grant: grantOf(SCOPE_NAMES, { expiresAt: NOW + 1 }) }, 'allowed'],
    ['with a key before pairing', { paired: false }, 'allowed'],
  ])('%s is decided', (_name, rest, result) => {
    expect(verdict(operation, rest)).toBe(result);
  });
});

describe.each(relayed.filter(needsModel).map((operation) => [operation.name, operation] as const))(
  '%s',
  (_, operation) => {
    const limited = grantOf(SCOPE_NAMES, { models: ['allowed', 'me/other:1b'] });
    test.each<readonly [string, readonly string[], string]>([
      ['without any model', [], 'bad_request'],
      ['with an allowed model', ['allowed'], 'allowed'],
      ['with an allowed model by its whole name', ['Allowed:latest'], 'allowed'],
      ['with another tag', ['allowed:2b'], 'model_not_allowed'],
      ['with an allowed and another model', ['allowed', 'secret'], 'model_not_allowed'],
      ['with two allowed models', ['allowed', 'ME/other:1B'], 'allowed'],
    ])('%s is decided', (_name, models, result) => {
      expect(verdict(operation, { grant: limited, models })).toBe(result);
    });

    test('with a model on ollama.com needs the scope for it', () => {
      const local = grantOf([operation.scope as Scope]);
      const cloud = grantOf([operation.scope as Scope, 'cloud']);
      for (const model of ['big:120b-cloud', 'big:cloud', 'BIG:Cloud']) {
        expect(verdict(operation, { grant: local, models: [model] })).toBe('scope_missing');
        expect(verdict(operation, { grant: cloud, models: [model] })).toBe('allowed');
      }
    });
  },
);

test.each(OPERATIONS.filter(({ scope }) => scope === 'never').map((each) => [each.name, each] as const))(
  '%s is refused whoever asks',
  (_, operation) => {
    expect(verdict(operation)).toBe('operation_refused');
    expect(verdict(operation, { grant: null, paired: false })).toBe('operation_refused');
  },
);
