import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStoreAddress, storeAddress } from './store-address.ts';

const data = '/data';
const env = { OLLAMA_TURNKEY_STORE: 'postgres://me:pass@db/turnkey' };

test('the option takes precedence over the variable, and the variable over the file', () => {
  expect(storeAddress({ option: 'postgres://db/x', env, data })).toBe('postgres://db/x');
  expect(storeAddress({ option: undefined, env, data })).toBe('postgres://me:pass@db/turnkey');
  expect(storeAddress({ option: undefined, env: { OLLAMA_TURNKEY_STORE: ' ' }, data })).toBe(
    join('/data', 'turnkey.sqlite'),
  );
});

test('a password on the command line is refused, and the error does not quote it', () => {
  expect(() => readStoreAddress('postgres://me:pass@db/x')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('pass@') }),
  );
});

test('an address that is neither a file nor a PostgreSQL database is refused', () => {
  expect(() => readStoreAddress('mysql://db/x')).toThrow('Unsupported store');
  expect(readStoreAddress('C:\\turnkey.sqlite')).toBe('C:\\turnkey.sqlite');
});
