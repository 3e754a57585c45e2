import { expect, test } from 'vitest';
import { promptFor } from './prompt-for.ts';

const scopesFor = (...args: Parameters<typeof promptFor>) => promptFor(...args).scopes;

test('without a configuration the default scopes are asked for', () => {
  expect(promptFor({ scope: 'infer' }, {})).toEqual({
    scopes: ['read', 'infer', 'embed'],
    models: null,
    reason: null,
    current: null,
  });
});

test('the scope that the request needs is always asked for', () => {
  expect(scopesFor({ scope: 'manage' }, {})).toEqual(['read', 'infer', 'embed', 'manage']);
  expect(scopesFor({ scope: 'manage' }, { scopes: ['read'] })).toEqual(['read', 'manage']);
  expect(scopesFor({ scope: 'read' }, { scopes: ['manage', 'read'] })).toEqual(['manage', 'read']);
  expect(scopesFor({ scope: 'read' }, { scopes: [] })).toEqual(['read']);
});

test('models and a sanitized reason are asked for', () => {
  const access = { models: ['llama3'], reason: 'To\n\u202esummarise.' };
  expect(promptFor({ scope: 'read' }, access)).toMatchObject({ models: ['llama3'], reason: 'To summarise.' });
});

test.each([[{ scopes: ['admin' as const] }], [{ models: ['llama\u202e3'] }]])(
  '%j cannot be asked for',
  (access) => {
    expect(() => promptFor({ scope: 'read' }, access)).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
  },
);
