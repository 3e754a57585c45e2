import { expect, test } from 'vitest';
import type { GrantSummary } from '../../../../shared/access/grant.ts';
import { formatKey } from '../../../../shared/key/key.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { checkTyped } from '../../../ui/check-typed.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import { pickTexts } from '../../../ui/texts/pick-texts.ts';
import { modelChoices } from './model.ts';
import { listedScopes, mayAsk } from './permission.ts';

const KEY = formatKey('otk', 'AbCdEf12', 'x'.repeat(43));
const GRANT: GrantSummary = {
  id: 'AbCdEf12',
  name: 'Test',
  kind: 'approval',
  scopes: ['read', 'infer'],
  models: null,
  expiresAt: null,
};
const READY = { state: 'ready' } as const;
const problem = (code: 'no_key' | 'denied' | 'not_approved') =>
  ({ state: 'problem', problem: { code, message: 'No.' } }) as const;
const status = (more: Partial<TurnkeyStatus>): TurnkeyStatus => ({
  ready: true,
  companion: READY,
  host: READY,
  access: READY,
  ollama: READY,
  grant: GRANT,
  fallback: false,
  ...more,
});

// Named, because test reports are searched for keys.
test.each([
  ['nothing', '', 'empty'],
  ['white space', '  ', 'empty'],
  ['the beginning of a key', 'otk_Ab', 'typing'],
  ['all of a key but its last letter', KEY.slice(0, -1), 'typing'],
  ['a key', KEY, 'complete'],
  ['a key with white space around it', ` ${KEY}\n`, 'complete'],
  ['a key with a wrong last letter', `${KEY.slice(0, -1)}!`, 'mistyped'],
  ['a key with a wrong letter within', KEY.replace('x', 'y'), 'mistyped'],
  ['a key of something else', 'sk-123', 'mistyped'],
])('the input of the key field: %s', (_, text, state) => {
  expect(checkTyped(text)).toBe(state);
});

test.each([
  ['nothing is missing', {}, ['read'], false],
  ['a scope is missing', {}, ['read', 'embed'], true],
  ['the user was never asked', { access: problem('not_approved'), grant: null }, ['read'], true],
  ['the browser is not paired', { access: problem('no_key'), grant: null }, ['read'], false],
  ['the user has blocked the extension', { access: problem('denied'), grant: null }, ['read'], false],
  ['the host is missing', { host: { state: 'problem' } }, ['read', 'embed'], false],
] as const)('whether to offer a prompt when %s', (_, more, wanted, may) => {
  expect(mayAsk(status(more), wanted)).toBe(may);
});

test('the list of scopes contains the requested ones and others that are allowed', () => {
  expect(listedScopes(GRANT, ['read', 'embed'])).toEqual(['read', 'embed', 'infer']);
});

test.each([
  [['a', 'b'], '', []],
  [['a', 'b'], 'a', []],
  [['a', 'b'], 'c', ['c']],
])('of %j with %j chosen, %j are missing', (models, value, gone) => {
  const choices = modelChoices(models, value);
  expect(choices.filter((each) => each.isMissing).map((each) => each.value)).toEqual(gone);
  expect(choices.filter((each) => !each.isMissing).map((each) => each.value)).toEqual(models);
});

test('a problem is translated, or shown unchanged if it has no translation', () => {
  const known = { code: 'host_missing', message: 'Not installed.', help: 'Install it.' } as const;
  expect(problemWords(known, pickTexts('en'))).toEqual({
    what: 'Not installed.',
    help: 'Install it.',
    translated: true,
  });
  expect(problemWords(known, pickTexts('de'))).toMatchObject({
    what: 'Die Turnkey-App ist nicht installiert.',
    translated: true,
  });
  expect(problemWords({ ...known, code: 'internal' }, pickTexts('de'))).toEqual({
    what: 'Not installed.',
    help: 'Install it.',
    translated: false,
  });
});
