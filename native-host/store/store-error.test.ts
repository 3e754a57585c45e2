import { expect, test } from 'vitest';
import { toPostgresError } from './postgres/postgres-error.ts';
import { StoreError, type StoreTrouble, toStoreError } from './store-error.ts';

const PATH = '/home/ada/.local/share/ollama-turnkey/turnkey.sqlite';
const ADDRESS = 'postgres://ada@10.0.0.5:5432/turnkey';

const ANY_REASON: Record<StoreTrouble, true> = {
  ...{ full: true, read_only: true, damaged: true, gone: true, newer: true, locked: true },
  ...{ unreachable: true, forbidden: true, replica: true, other: true },
};

test.each(Object.keys(ANY_REASON) as StoreTrouble[])(
  'A13: the message for a store that is "%s" contains no path and no text of the system',
  (reason) => {
    const error = new StoreError(reason, PATH, { cause: new Error('of the system') });
    expect(error.message).not.toMatch(/ada|sqlite|of the system/);
    expect(error.detail).toBe(`${PATH}: of the system`);
  },
);

test.each([
  ['a refused connection', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.5:5432' }],
  ['a wrong password', { code: '28P01', message: 'password authentication failed for user "ada"' }],
  ['a missing table', { code: '42P01', message: 'relation "turnkey_grants" does not exist' }],
])('A13: the message for %s names no host, user or database', (_, { code, message }) => {
  const error = toPostgresError(Object.assign(new Error(message), { code }), ADDRESS);
  expect(error.message).not.toMatch(/ada|10\.0|turnkey_|5432/);
  expect(error.detail).toBe(`${ADDRESS}: ${message}`);
});

test('an error without a message is described by its code', () => {
  const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  expect(toPostgresError(cause, ADDRESS).detail).toBe(`${ADDRESS}: ECONNREFUSED`);
});

test.each([
  ['damaged', true],
  ['gone', true],
  ['newer', true],
  ['locked', false],
  ['unreachable', false],
  ['full', false],
] as const)('whether a store that is %s ends what runs: %s', (reason, revokesAll) => {
  expect(new StoreError(reason, PATH).revokesAll).toBe(revokesAll);
});

test.each([
  [5, 'locked'],
  [261, 'locked'],
  [517, 'locked'],
  [8, 'read_only'],
  [1032, 'gone'],
  [6922, 'gone'],
  [266, 'other'],
  [267, 'damaged'],
])('SQLite’s result code %d is "%s"', (errcode, reason) => {
  expect(toStoreError(Object.assign(new Error('x'), { errcode }), PATH).reason).toBe(reason);
});
