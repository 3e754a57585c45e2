import { expect, test } from 'vitest';
import { hasPassword, isPostgresAddress, plainAddress } from './store-address.ts';

test.each([
  ['postgres://db/turnkey', true],
  ['PostgreSQL://me@db/turnkey', true],
  ['/home/me/postgres', false],
  ['C:\\turnkey.sqlite', false],
  ['mysql://db/turnkey', false],
])('%s: %s', (text, is) => {
  expect(isPostgresAddress(text)).toBe(is);
});

test.each([
  ['postgres://me:pass@db:5433/turnkey?sslmode=require', 'postgres://me@db:5433/turnkey', true],
  ['postgres://db/turnkey?password=pass', 'postgres://db/turnkey', true],
  ['postgres://me@%2Frun%2Fpostgresql/turnkey', 'postgres://me@%2Frun%2Fpostgresql/turnkey', false],
  ['postgres://me:pass@db:port/turnkey', 'postgres://…', false],
])('%s is shown as %s', (address, shown, secret) => {
  expect([plainAddress(address), hasPassword(address)]).toEqual([shown, secret]);
});
