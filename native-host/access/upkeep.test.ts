import { describe, expect, test } from 'vitest';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { OWNER_SCOPES, SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { decide, NOTHING_MORE } from './decide.ts';
import { makeGrant } from './testing/make-grant.ts';
import { isUpkeep } from './upkeep.ts';

const COMPANION = { id: 'ponmlkjihgfedcbaponmlkjihgfedcba', page: true, own: true };
const EXTENSION = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };
const MODELS = ['gpt-oss:120b-cloud', 'hf.co/somebody/model'] as const;

const operationOf = (name: string) => OPERATIONS.find((each) => each.name === name) as Operation;

const codeOf = (
  name: string,
  model: string,
  {
    caller = COMPANION,
    scopes = OWNER_SCOPES,
  }: { caller?: typeof COMPANION; scopes?: readonly Scope[] } = {},
) => {
  const operation = operationOf(name);
  const decision = decide({
    ...NOTHING_MORE,
    ...{ caller, operation, denied: false, paired: true, now: 1 },
    grant: makeGrant({ kind: 'pairing', caller: caller.id, scopes }),
    models: [model],
    registry: operation.registry ? [model] : [],
  });
  return decision.allow ? 'allow' : decision.code;
};

test.each(['pull', 'delete'])('the owner may %s every model', (name) => {
  expect(MODELS.map((model) => codeOf(name, model))).toEqual(['allow', 'allow']);
});

test.each(['show', 'chat', 'generate', 'copy', 'push', 'create'])(
  'the owner may not %s a cloud model',
  (name) => {
    expect(codeOf(name, MODELS[0])).toBe('scope_missing');
  },
);

test('a registry is never asked without TLS under the name of Ollama’s own', () => {
  expect(codeOf('pull', 'http://registry.ollama.ai/library/x')).toBe('registry_refused');
});

describe.each([
  ['an extension, whatever it may do', EXTENSION, SCOPE_NAMES.filter((scope) => scope !== 'cloud')],
  ['HTTP', HTTP_CALLER, SCOPE_NAMES.filter((scope) => scope !== 'cloud')],
  ['a companion whose pairing does not administer', COMPANION, ['read', 'manage'] as const],
])('%s', (_, caller, scopes) => {
  test('may neither delete a cloud model nor download from another registry', () => {
    expect(codeOf('delete', MODELS[0], { caller, scopes })).toBe('scope_missing');
    expect(codeOf('pull', MODELS[0], { caller, scopes })).toBe('scope_missing');
    expect(codeOf('pull', MODELS[1], { caller, scopes })).toBe('registry_refused');
  });
});

test('no operation that runs a model is upkeep', () => {
  const grant = makeGrant({ caller: COMPANION.id, scopes: SCOPE_NAMES });
  const upkeep = OPERATIONS.filter((operation) => isUpkeep({ caller: COMPANION, grant, operation }));
  expect(upkeep.map(({ name }) => name)).toEqual(['tags', 'ps', 'pull', 'delete']);
});
