import { expect, test } from 'vitest';
import { addressOf, parseAddress } from './address.ts';

test.each([
  ['', 'access', ''],
  ['#', 'access', ''],
  ['#models', 'models', ''],
  ['#access/AbCd1234', 'access', 'AbCd1234'],
  ['#keys/new/http', 'keys', 'new/http'],
  ['#unknown/AbCd1234', 'access', ''],
  ['#__proto__', 'access', ''],
])('%s is the tab %s with the path "%s"', (hash, tab, path) => {
  expect(parseAddress(hash)).toEqual({ tab, path });
});

test('an address is parsed as it was made', () => {
  for (const path of ['', 'AbCd1234', 'new/http']) {
    expect(parseAddress(addressOf('keys', path))).toEqual({ tab: 'keys', path });
  }
});
