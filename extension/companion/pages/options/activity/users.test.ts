import { expect, test, vi } from 'vitest';
import { usersOf } from './users.ts';

const BROWSER_NAMES: Readonly<Record<string, string>> = { aaaa: 'Verified Notes' };

vi.mock('../../shared/who/extension-info.ts', () => ({
  extensionInfo: async (id: string) =>
    BROWSER_NAMES[id] === undefined ? undefined : { name: BROWSER_NAMES[id], icon: undefined },
}));

const grant = (id: string, change: object = {}) => ({
  ...{ id, name: id, kind: 'approval' as const, caller: id, claimedName: null },
  ...change,
});

const named = async (...grants: ReturnType<typeof grant>[]) => {
  const userOf = await usersOf(grants);
  return grants.map(({ id }) => userOf(id).name);
};

test('an extension is called as the user says, then the browser, then the extension itself', async () => {
  expect(
    await named(
      grant('one', { caller: 'aaaa', name: 'Mine', claimedName: 'Notes' }),
      grant('two', { caller: 'bbbb', name: 'Notes', claimedName: 'Notes' }),
      grant('three', { caller: 'cccc', name: 'cccc' }),
    ),
  ).toEqual(['Mine', 'Notes', 'cccc']);
  expect(await named(grant('one', { caller: 'aaaa', name: 'Notes', claimedName: 'Notes' }))).toEqual([
    'Verified Notes',
  ]);
});

test('a key and a browser have their own names', async () => {
  expect(
    await named(
      grant('key', { kind: 'key', caller: 'http', name: 'Server' }),
      grant('unused', { kind: 'key', caller: null, name: 'New key' }),
      grant('pair', { kind: 'pairing', caller: 'aaaa', name: 'Chromium' }),
    ),
  ).toEqual(['Server', 'New key', 'Chromium']);
});

test('all grants of an extension have one user, who is called as in the newest', async () => {
  const userOf = await usersOf([
    grant('old', { caller: 'bbbb', name: 'Old name' }),
    grant('new', { caller: 'bbbb', name: 'New name' }),
  ]);
  expect(userOf('old')).toEqual(userOf('new'));
  expect(userOf('old').name).toBe('New name');
});

test('extensions of the same name differ by their ids', async () => {
  const twins = [
    grant('one', { caller: 'bbbbbbbbbb', name: 'Notes' }),
    grant('two', { caller: 'cccccccccc', name: 'Notes' }),
  ];
  expect(await named(...twins)).toEqual(['Notes (bbbbbbbb)', 'Notes (cccccccc)']);
});

test('the use of a grant that is gone belongs to its id', async () => {
  expect((await usersOf([]))('gone')).toEqual({ key: 'gone', name: 'gone' });
});
