import { describe, expect, test } from 'vitest';
import type { Grant } from '../../shared/access/grant.ts';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { type DecisionInput, decide, NOTHING_MORE } from './decide.ts';
import { makeGrant } from './testing/make-grant.ts';

const NOW = 1_000_000;
const caller = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };

const grantWith = (change: Partial<Grant> = {}): Grant =>
  makeGrant({ caller: caller.id, scopes: SCOPE_NAMES, ...change });

const operation = (wanted: string): Operation => OPERATIONS.find(({ name }) => name === wanted) as Operation;

/** What a request of this operation names when it is as it should be. */
const namedBy = ({ models }: Operation) => (models.length > 0 ? ['llama3'] : []);

const ask = (change: Partial<DecisionInput> & { operation: Operation }) => {
  const decision = decide({
    caller,
    grant: grantWith(),
    denied: false,
    paired: true,
    ...NOTHING_MORE,
    models: namedBy(change.operation),
    now: NOW,
    ...change,
  });
  return decision.allow ? 'allow' : decision.code;
};

/** What spoils any request, whatever is asked for: the change, and the code that it gives. */
const SPOILED: readonly (readonly [string, Partial<DecisionInput>, string])[] = [
  ['content script', { caller: { ...caller, page: false } }, 'content_script'],
  ['nobody paired', { grant: null, paired: false }, 'no_key'],
  ['no grant', { grant: null }, 'not_approved'],
  ['denied', { grant: null, denied: true }, 'denied'],
  ['denied, nobody paired', { grant: null, denied: true, paired: false }, 'denied'],
  ['paused', { paused: true }, 'paused'],
  ['paused, no grant', { grant: null, paused: true }, 'paused'],
  ['paused, denied', { grant: null, denied: true, paused: true }, 'denied'],
  ['a disabled grant', { grant: grantWith({ disabledAt: 1 }) }, 'key_disabled'],
  ['another caller’s grant', { grant: grantWith({ caller: 'other' }) }, 'key_elsewhere'],
  ['a grant that is not bound', { grant: grantWith({ caller: null }) }, 'key_elsewhere'],
  ['revoked', { grant: grantWith({ revokedAt: NOW - 1 }) }, 'key_revoked'],
  ['expired this moment', { grant: grantWith({ expiresAt: NOW }) }, 'key_expired'],
];

describe.each(OPERATIONS.filter(({ models }) => models.length > 0))('a model of $name', (asked) => {
  const only = (...models: string[]) => grantWith({ models });

  test('has to be among those allowed', () => {
    expect(ask({ operation: asked, grant: only('mistral') })).toBe('model_not_allowed');
    expect(ask({ operation: asked, grant: only() })).toBe('model_not_allowed');
    expect(ask({ operation: asked, grant: only('Llama3:latest', 'mistral') })).toBe('allow');
  });

  test('applies to every named model', () => {
    const models = ['llama3', 'mistral'];
    expect(ask({ operation: asked, grant: only('llama3'), models })).toBe('model_not_allowed');
    expect(ask({ operation: asked, grant: only('llama3', 'mistral'), models })).toBe('allow');
  });

  test('has to be named', () => {
    expect(ask({ operation: asked, models: [] })).toBe('bad_request');
  });

  test('on ollama.com needs its own scope', () => {
    const local = grantWith({ scopes: SCOPE_NAMES.filter((scope) => scope !== 'cloud') });
    const models = ['llama3', 'gpt-oss:120b-cloud'];
    expect(ask({ operation: asked, grant: local, models })).toBe('scope_missing');
    expect(ask({ operation: asked, models })).toBe('allow');
  });

  test.each(['gpt-oss:cloud ', 'gpt-oss: cloud', 'gpt-oss:\u0085cloud'])('%j does not bypass it', (name) => {
    expect(ask({ operation: asked, models: [name] })).toBe('bad_request');
  });
});

describe.each(OPERATIONS.filter(({ scope }) => scope !== 'never'))(
  'before the body of $name is read',
  (asked) => {
    test('every rule that does not depend on it is evaluated', () => {
      expect(ask({ operation: asked, models: null })).toBe('allow');
      expect(ask({ operation: asked, models: null, grant: grantWith({ models: [] }) })).toBe('allow');
      for (const [, change, code] of SPOILED)
        expect(ask({ operation: asked, models: null, ...change })).toBe(code);
      expect(ask({ operation: asked, models: null, grant: grantWith({ scopes: [] }) })).toBe('scope_missing');
    });
  },
);

test.each([
  [['llama*'], 'llama3.2:1b', 'allow'],
  [['llama3:*'], 'llama3:8b', 'allow'],
  [['llama3:*'], 'me/llama3:8b', 'model_not_allowed'],
  [['llama3'], 'llama3:8b', 'model_not_allowed'],
])('the patterns %j and the model %s: %s', (models, name, expected) => {
  expect(ask({ operation: operation('chat'), grant: grantWith({ models }), models: [name] })).toBe(expected);
});

test('a local name of a model that runs elsewhere needs the scope cloud', () => {
  const grant = grantWith({ scopes: ['infer'] });
  const remote = (name: string) => name === 'mine';
  const chat = { operation: operation('chat'), remote };
  expect(ask({ ...chat, grant, models: ['mine'] })).toBe('scope_missing');
  expect(ask({ ...chat, grant, models: ['other'] })).toBe('allow');
  expect(ask({ ...chat, models: ['mine'] })).toBe('allow');
});

test('a scope that the content needs is required too', () => {
  const needs = [{ scope: 'web' as const, because: 'a tool that searches the web' }];
  const asked = { operation: operation('anthropic-messages'), models: ['a'], needs };
  expect(ask({ ...asked, grant: grantWith({ scopes: ['infer'] }) })).toBe('scope_missing');
  expect(ask({ ...asked, grant: grantWith({ scopes: ['infer', 'web'] }) })).toBe('allow');
});

describe.each(['pull', 'push', 'create'])('the registry of a %s', (name) => {
  const from = (model: string, change: Partial<DecisionInput> = {}) =>
    ask({ operation: operation(name), models: [model], registry: [model], ...change });

  test('is Ollama’s own unless the grant names another one', () => {
    expect(from('me/x')).toBe('allow');
    expect(from('registry.ollama.ai/me/x')).toBe('allow');
    expect(from('evil.example/me/x')).toBe('registry_refused');
    expect(from('https://evil.example/me/x')).toBe('registry_refused');
    expect(from('hf.co/me/x', { grant: grantWith({ models: ['hf.co/*'] }) })).toBe('allow');
    expect(from('hf.co/me/x', { grant: grantWith({ models: ['*'] }) })).toBe('registry_refused');
  });

  test('is contacted over TLS', () => {
    expect(from('http://registry.ollama.ai/library/x')).toBe('registry_refused');
    const grant = grantWith({ models: ['localhost:5000/*'] });
    expect(from('http://localhost:5000/me/x', { grant })).toBe('allow');
  });
});

test('an installed model of another registry may be used', () => {
  expect(ask({ operation: operation('chat'), models: ['hf.co/me/x'] })).toBe('allow');
});

test('a request that needs no model passes with a list of models', () => {
  expect(ask({ operation: operation('web-search'), grant: grantWith({ models: ['llama3'] }) })).toBe('allow');
  expect(ask({ operation: operation('blob-create'), grant: grantWith({ models: ['llama3'] }) })).toBe(
    'allow',
  );
});

test.each([
  ['the scope', { grant: grantWith({ scopes: ['read'] }) }, '"infer"'],
  ['the cloud', { grant: grantWith({ scopes: ['infer'] }), models: ['x:cloud'] }, '"cloud"'],
  ['the model', { grant: grantWith({ models: ['mistral'] }) }, 'llama3'],
  ['the field', { models: [] }, '"model"'],
  ['the caller', { grant: null }, caller.id],
])('a refusal names %s', (_, change, named) => {
  const chat = {
    operation: operation('chat'),
    ...NOTHING_MORE,
    models: ['llama3'],
    caller,
    denied: false,
    paired: true,
    now: NOW,
  };
  const decision = decide({ grant: grantWith(), ...chat, ...change } as DecisionInput);
  expect(decision).toMatchObject({ allow: false, message: expect.stringContaining(named) });
});
