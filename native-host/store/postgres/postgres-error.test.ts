import { expect, test } from 'vitest';
import { StoreError } from '../store-error.ts';
import { toPostgresError } from './postgres-error.ts';

const ADDRESS = 'postgres://turnkey@db/turnkey';

test.each([
  ['no code: the connection was lost', undefined, 'unreachable'],
  ['EPIPE: the server is gone, and the system has noticed it', 'EPIPE', 'unreachable'],
  ['ECONNRESET', 'ECONNRESET', 'unreachable'],
  ['ENOTFOUND', 'ENOTFOUND', 'unreachable'],
  ['57P01 admin_shutdown', '57P01', 'unreachable'],
  ['57P03 cannot_connect_now', '57P03', 'unreachable'],
  ['08006 connection_failure', '08006', 'unreachable'],
  ['53300 too_many_connections', '53300', 'unreachable'],
  ['53100 disk_full', '53100', 'full'],
  ['57014 query_canceled', '57014', 'locked'],
  ['28P01 invalid_password', '28P01', 'forbidden'],
  ['3D000 invalid_catalog_name', '3D000', 'forbidden'],
  ['25006 read_only_sql_transaction', '25006', 'replica'],
  ['42P01 undefined_table', '42P01', 'other'],
  ['XX000 internal_error', 'XX000', 'other'],
])('%s', (_, code, reason) => {
  const failure = toPostgresError(Object.assign(new Error('…'), { code }), ADDRESS);
  expect([failure.reason, failure]).toEqual([reason, expect.any(StoreError)]);
});

test('a StoreError stays as it is', () => {
  const error = new StoreError('full', ADDRESS);
  expect(toPostgresError(error, ADDRESS)).toBe(error);
});
