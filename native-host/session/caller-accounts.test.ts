import { expect, test } from 'vitest';
import { createCallerAccounts } from './caller-accounts.ts';

const LIMITS = { channels: 2, requests: 2, calls: 2, undecided: 10, replies: 2 };

test('a caller can take up to its limit over all its channels', () => {
  const accounts = createCallerAccounts(LIMITS);
  const [one, two] = [accounts.of('a'), accounts.of('a')];
  expect([one.take('undecided', 6), two.take('undecided', 6), two.take('undecided', 4)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a refused resource is not counted, and a released one can be taken again', () => {
  const account = createCallerAccounts(LIMITS).of('a');
  expect([account.take('undecided', 11), account.take('undecided', 10)]).toEqual([false, true]);
  account.give('undecided', 10);
  expect(account.take('undecided', 10)).toBe(true);
});

test('callers and resources are counted separately', () => {
  const accounts = createCallerAccounts(LIMITS);
  expect(accounts.of('a').take('calls', 2)).toBe(true);
  expect([accounts.of('b').take('calls', 2), accounts.of('a').take('requests', 2)]).toEqual([true, true]);
});
