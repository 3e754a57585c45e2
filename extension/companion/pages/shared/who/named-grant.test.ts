import { expect, test } from 'vitest';
import { hasNamesake, namesOf } from './named-grant.ts';

test.each([
  ['an extension that claims no name', 'me', null, {}],
  ['an extension that claims a name', 'Notes', 'Notes', { claimed: 'Notes' }],
  ['an extension that the user named', 'Mine', null, { given: 'Mine' }],
  ['an extension that the user renamed', 'Mine', 'Notes', { given: 'Mine', claimed: 'Notes' }],
])('the names of %s', (_, name, claimedName, names) => {
  expect(namesOf({ name, caller: 'me', claimedName })).toEqual(names);
});

const grant = (caller: string, claimedName: string | null, name = claimedName ?? caller) => ({
  ...{ caller, claimedName, name },
});
const notes = grant('me', 'Notes');

test.each([
  ['claims the same name', true, grant('you', 'notes')],
  ['was renamed from it', true, grant('you', 'Notes', 'Mine')],
  ['has a similar name', false, grant('you', 'Notes 2')],
  ['has no name', false, grant('you', null)],
])('an extension that %s as another: %s', (_, expected, other) => {
  expect(hasNamesake(notes, [notes, other])).toBe(expected);
});

test('two grants of one extension are no namesakes', () => {
  expect(hasNamesake(notes, [notes, grant('me', 'Notes')])).toBe(false);
});
