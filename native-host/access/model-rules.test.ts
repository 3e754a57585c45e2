import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { matchesGlob, mayUseModel, mayUseRegistry, namesModel } from './model-rules.ts';

const SAME = 'registry.ollama.ai/library/llama3:latest';

describe.each([
  [
    'llama3',
    ['llama3', 'LLAMA3', 'llama3:latest', 'Llama3:LATEST', 'library/llama3', SAME, `https://${SAME}`],
  ],
  ['llama3:8b', ['llama3:8b', 'llama3:8B']],
  ['llama3:*', ['llama3', 'llama3:8b', 'llama3:8b-instruct-q4_0']],
  ['llama*', ['llama3', 'llama3.2:1b', 'llama']],
  ['*:8b', ['llama3:8b', 'qwen3:8b']],
  ['me/*', ['me/x', 'me/y:1b', 'registry.ollama.ai/me/x']],
  ['hf.co/*', ['hf.co/me/x', 'hf.co/me/x:Q4_K_M']],
  ['hf.co/me/*', ['hf.co/me/x:q4']],
  ['localhost:5000/*', ['localhost:5000/me/x']],
  ['*', ['llama3', 'me/x:1b', 'hf.co/me/x']],
])('%s', (pattern, names) => {
  test.each(names)('names %s', (name) => {
    expect(namesModel([pattern], name)).toBe(true);
  });
});

describe.each([
  ['llama3', ['llama3:8b', 'llama', 'llama33', 'me/llama3', 'hf.co/library/llama3', 'llama3:local']],
  ['llama3:*', ['llama3.2', 'llama3.2:1b', 'me/llama3:8b', 'llama']],
  ['llama*', ['me/llama3', 'llama/x', 'llama.co/me/x', 'xllama']],
  ['*:8b', ['me/x:8b', 'llama3']],
  ['me/*', ['x', 'you/me/x', 'me.co/me/x', 'hf.co/me/x']],
  ['hf.co/*', ['hf.co.evil.org/me/x', 'hf.co/x', 'x', 'evil.org/hf.co/x']],
  ['library/*', ['me/x', 'hf.co/library/x']],
])('%s', (pattern, names) => {
  test.each(names)('does not name %s', (name) => {
    expect(namesModel([pattern], name)).toBe(false);
  });
});

test('null names every model, an empty list none', () => {
  expect([namesModel(null, 'x'), namesModel([], 'x')]).toEqual([true, false]);
});

test('a model on another server needs the scope, by its name or by Ollama’s list', () => {
  const local = { scopes: DEFAULT_SCOPES, models: ['a', 'a:*'] };
  const cloud = { ...local, scopes: [...DEFAULT_SCOPES, 'cloud' as const] };
  const may = (grant: typeof local | typeof cloud) =>
    [
      ['a:cloud', false],
      ['a', true],
      ['a', false],
      ['b', false],
    ].map(([name, remote]) => mayUseModel(grant, name as string, remote as boolean));
  expect(may(local)).toEqual([false, false, true, false]);
  expect(may(cloud)).toEqual([true, true, true, false]);
});

test.each([
  [null, 'llama3', true],
  [null, 'me/x', true],
  [null, 'hf.co/me/x', false],
  [['*'], 'hf.co/me/x', false],
  [['*.co/*'], 'hf.co/me/x', false],
  [['hf.co/*'], 'hf.co/me/x', true],
  [['hf.co/me/x'], 'hf.co/me/X:latest', true],
  [['hf.co/me/*'], 'hf.co/you/x', false],
  [['127.0.0.1:9/*'], '127.0.0.1:9/me/x', true],
  [null, 'a/b/c/d', false],
])('with the models %j, the registry of %s may be used: %s', (models, name, expected) => {
  expect(mayUseRegistry({ models }, name)).toBe(expected);
});

test.each([
  ['', '', true],
  ['*', '', true],
  ['*', 'anything', true],
  ['a*', 'abc', true],
  ['*c', 'abc', true],
  ['a*c', 'abbc', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a**c', 'ac', true],
  ['abc', 'abcd', false],
  ['a*c', 'abcd', false],
  ['*ab', 'aab', true],
  ['a.c', 'abc', false],
  ['', 'a', false],
  ['a', '', false],
])('%j over %j: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('a pattern matches what the equivalent regular expression matches', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b') });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*') });
  fc.assert(
    fc.property(pattern, text, (glob, value) => {
      expect(matchesGlob(glob, value)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(value));
    }),
  );
});

test('a pattern made to backtrack takes no exponential time', () => {
  expect(matchesGlob(`${'a*'.repeat(200)}b`, 'a'.repeat(4000))).toBe(false);
});
