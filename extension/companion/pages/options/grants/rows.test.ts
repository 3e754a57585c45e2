import { describe, expect, test } from 'vitest';
import type { Grant } from '../../../../../shared/access/grant.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { type Choice, chosenRows, rowOf } from './rows.ts';
import { testGrant } from './testing/test-grant.ts';

const KNOWN = { info: undefined, today: undefined, namesake: false, own: false };
const INFO = { name: 'Notes', icon: 'chrome://icon' };

describe('the name of a row', () => {
  test.each<[string, Partial<Grant>, typeof INFO | undefined, object]>([
    ['nothing but the id', {}, undefined, { name: undefined, verified: false }],
    ['a claim', { claimedName: 'Mine', name: 'Mine' }, undefined, { name: 'Mine', verified: false }],
    ['a name that the browser confirms', {}, INFO, { name: 'Notes', verified: true, icon: INFO.icon }],
    [
      'a claim that the browser does not confirm',
      { claimedName: 'Mine', name: 'Mine' },
      INFO,
      { name: 'Notes', verified: true, alsoNamed: undefined },
    ],
    [
      'a name that the user gave',
      { claimedName: 'Mine', name: 'Given' },
      undefined,
      { name: 'Given', verified: false, alsoNamed: 'Mine' },
    ],
    ['a key of an extension', { kind: 'key', name: 'Key' }, INFO, { name: 'Notes', verified: true }],
    ['a key of a nameless extension', { kind: 'key', name: 'Key' }, undefined, { name: 'Key' }],
    ['a key for HTTP', { kind: 'key', caller: 'http', name: 'VS Code' }, undefined, { name: 'VS Code' }],
    [
      'an owner key',
      { kind: 'key', caller: null, scopes: ['admin'], name: 'Owner' },
      undefined,
      { name: TEXTS.options.pairingKey },
    ],
    [
      'another browser',
      { kind: 'pairing', scopes: ['admin'], name: 'Companion' },
      undefined,
      { name: TEXTS.options.otherBrowser },
    ],
    ['a renamed browser', { kind: 'pairing', scopes: ['admin'], name: 'Work' }, undefined, { name: 'Work' }],
  ])('%s', (_, grant, info, expected) => {
    expect(rowOf(testGrant(grant), { ...KNOWN, info })).toMatchObject(expected);
  });

  test('this browser', () => {
    const pairing = testGrant({ kind: 'pairing', scopes: ['admin'], name: 'Companion' });
    expect(rowOf(pairing, { ...KNOWN, own: true }).name).toBe(TEXTS.options.thisBrowser);
  });
});

describe('the chosen rows', () => {
  const usage = (outputTokens: number) => ({ requests: 1, errors: 0, promptTokens: 1, outputTokens, ms: 1 });
  const rows = [
    rowOf(testGrant({ id: 'b', name: 'Beta', caller: 'ext-one' }), { ...KNOWN, today: usage(1) }),
    rowOf(testGrant({ id: 'a', name: 'alpha', caller: 'ext-two', disabledAt: 1 }), KNOWN),
    rowOf(testGrant({ id: 'c', name: 'Gamma', caller: 'ext-three', expiresAt: 5 }), {
      ...KNOWN,
      today: usage(9),
    }),
  ];
  const ALL: Choice = { search: '', sort: 'used', filter: 'all' };

  test.each<[string, Partial<Choice>, string]>([
    ['all, in their order', {}, 'bac'],
    ['by name', { sort: 'name' }, 'abc'],
    ['by the tokens of today', { sort: 'tokens' }, 'cba'],
    ['active ones', { filter: 'active' }, 'b'],
    ['disabled and ended ones', { filter: 'inactive' }, 'ac'],
    ['found by name', { search: ' ALPHA ' }, 'a'],
    ['found by extension id', { search: 'ext-t' }, 'ac'],
    ['none', { search: 'nothing' }, ''],
  ])('%s', (_, choice, ids) => {
    const found = chosenRows(rows, { ...ALL, ...choice }, 10, 'en');
    expect(found.map(({ grant }) => grant.id).join('')).toBe(ids);
  });
});
