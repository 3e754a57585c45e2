import { expect, test } from 'vitest';
import { createUserAccounts, OTHERS } from './user-accounts.ts';

const NONE = { userEmail: undefined, userName: undefined, userId: undefined };

test.each([
  ['the e-mail address', { userEmail: 'ada@example.com', userName: 'Ada', userId: '1' }, 'ada@example.com'],
  ['the name', { userName: 'Ada%20L%C3%B6w', userId: '1' }, 'Ada Löw'],
  ['the id', { userId: 'c0ffee' }, 'c0ffee'],
  ['nothing', {}, undefined],
  ['nothing visible', { userId: '%E2%80%AE ' }, undefined],
  ['a name that is not encoded', { userName: '100%' }, '100%'],
])('an end user is named by %s', (_, given, name) => {
  expect(createUserAccounts().of('one', { ...NONE, ...given })).toBe(name);
});

test('names are cut, and a key has a limited number of them', () => {
  const accounts = createUserAccounts();
  const of = (userId: string, key = 'one') => accounts.of(key, { ...NONE, userId });
  expect(of('x'.repeat(5_000))).toHaveLength(100);
  for (let at = 1; at < 1_000; at += 1) of(`user ${at}`);
  expect([of('one more'), of('user 1'), of('one more', 'two')]).toEqual([OTHERS, 'user 1', 'one more']);
});
