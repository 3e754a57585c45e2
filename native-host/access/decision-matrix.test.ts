import { describe, expect, test } from 'vitest';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { isScope, SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import { OPERATIONS } from '../../shared/operations/operations.ts';
import { decide, NOTHING_MORE } from './decide.ts';
import { makeGrant } from './testing/make-grant.ts';

/** Every operation × every scope × every state of a permission, at every entry point, from the tables. */

const NOW = 1_000_000;
const MODEL = 'llama3';
const CALLERS = [
  ['an extension', { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false }],
  ['the companion', { id: 'ponmlkjihgfedcbaponmlkjihgfedcba', page: true, own: true }],
  ['HTTP', HTTP_CALLER],
] as const;

interface State {
  readonly name: string;
  /** What of a good permission is different; null: there is none. */
  readonly grant: Partial<Grant> | null;
  readonly asked?: { page?: false; denied?: true; paired?: false };
  /** What it gives, unless what is asked is refused to everybody. */
  readonly code: DenialCode | null;
  /** Whether it is what the request says that is refused: the scope comes first. */
  readonly bodyOnly?: true;
}

const STATES: readonly State[] = [
  { name: 'good', grant: {}, code: null },
  { name: 'good until the next moment', grant: { expiresAt: NOW + 1 }, code: null },
  { name: 'good for this model', grant: { models: [MODEL] }, code: null },
  { name: 'good for names like this', grant: { models: ['llama*'] }, code: null },
  { name: 'none', grant: null, code: 'not_approved' },
  { name: 'none, and nobody to ask', grant: null, asked: { paired: false }, code: 'no_key' },
  { name: 'refused by the user', grant: null, asked: { denied: true }, code: 'denied' },
  { name: 'of another caller', grant: { caller: 'another' }, code: 'key_elsewhere' },
  { name: 'of nobody yet', grant: { caller: null }, code: 'key_elsewhere' },
  { name: 'expired this moment', grant: { expiresAt: NOW }, code: 'key_expired' },
  { name: 'expired long ago', grant: { expiresAt: 1 }, code: 'key_expired' },
  { name: 'disabled', grant: { disabledAt: NOW - 1 }, code: 'key_disabled' },
  { name: 'revoked', grant: { revokedAt: NOW - 1 }, code: 'key_revoked' },
  {
    name: 'revoked, disabled and expired',
    grant: { revokedAt: 1, disabledAt: 1, expiresAt: 1 },
    code: 'key_revoked',
  },
  { name: 'good, of a content script', grant: {}, asked: { page: false }, code: 'content_script' },
  { name: 'for other models', grant: { models: ['mistral'] }, code: 'model_not_allowed', bodyOnly: true },
  { name: 'for no model', grant: { models: [] }, code: 'model_not_allowed', bodyOnly: true },
];

const grantOf = (caller: string, scopes: readonly Scope[], change: Partial<Grant>): Grant =>
  makeGrant({ kind: 'key', caller, scopes, ...change });

describe.each(CALLERS)('%s', (_, caller) => {
  describe.each(OPERATIONS)('$name', (operation) => {
    const models = operation.models.length > 0 ? [MODEL] : [];

    const expected = (scope: Scope, { code, bodyOnly }: State): string => {
      if (code === 'content_script') return code;
      if (operation.scope === 'never') return 'operation_refused';
      if (code !== null && !bodyOnly) return code;
      if (scope !== operation.scope) return 'scope_missing';
      return bodyOnly && code !== null && models.length > 0 ? code : 'allow';
    };

    test.each(STATES)('a permission that is $name, with each scope alone', (state) => {
      const answers = SCOPE_NAMES.map((scope) => {
        const decision = decide({
          ...NOTHING_MORE,
          caller: { ...caller, page: state.asked?.page ?? caller.page },
          grant: state.grant && grantOf(caller.id, [scope], state.grant),
          denied: state.asked?.denied ?? false,
          paired: state.asked?.paired ?? true,
          operation,
          models,
          now: NOW,
        });
        return [scope, decision.allow ? 'allow' : decision.code];
      });
      expect(answers).toEqual(SCOPE_NAMES.map((scope) => [scope, expected(scope, state)]));
    });
  });
});

test('every operation has a class', () => {
  for (const { name, scope } of OPERATIONS)
    expect([name, scope === 'never' || isScope(scope)]).toEqual([name, true]);
});

/** Written down a second time, so that no operation changes its class by mistake. */
const CLASSES = {
  read: 'root version status tags show ps recommendations openai-models openai-model',
  infer:
    'generate chat openai-chat openai-completions openai-responses anthropic-messages transcribe decide image-generate image-edit',
  embed: 'embed embeddings openai-embeddings',
  manage: 'pull push create copy delete blob-exists blob-create',
  web: 'web-search web-fetch',
  never: 'account sign-out remove-user-key codex',
};

test.each(Object.entries(CLASSES))('the class %s has these operations and no other', (scope, names) => {
  const found = OPERATIONS.filter((operation) => operation.scope === scope).map(({ name }) => name);
  expect(found.join(' ')).toBe(names);
});
