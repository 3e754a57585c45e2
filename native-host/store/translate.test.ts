import { expect, test } from 'vitest';
import { fromPostgres, toPostgres } from './postgres/translate.ts';
import { fromSqlite, toSqlite } from './sqlite/translate.ts';
import { IN_FORCE, select, TABLES } from './tables.ts';

test('one statement is written for both databases', () => {
  const text = `SELECT createdAt FROM {grants} WHERE id = ? AND ${IN_FORCE} ORDER BY caller COLLATE "C", position FOR UPDATE`;
  expect(toSqlite(text)).toBe(
    'SELECT createdAt FROM grants WHERE id = ? AND revokedAt IS NULL AND disabledAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?) ORDER BY caller, rowid',
  );
  expect(toPostgres(text)).toBe(
    'SELECT created_at FROM turnkey_grants WHERE id = $1 AND revoked_at IS NULL AND disabled_at IS NULL AND (expires_at IS NULL OR expires_at > $2::bigint) ORDER BY caller COLLATE "C", position FOR UPDATE',
  );
  expect(toPostgres(select('usage'))).toContain(
    'grant_id, day, hour, model, requests, errors, prompt_tokens',
  );
});

test('rows are translated to the names of the code', () => {
  const digest = Buffer.from('digest');
  expect(fromPostgres({ old_digest_until: 5, digest, scopes: ['read'], caller: null })).toEqual({
    ...{ oldDigestUntil: 5, digest: new Uint8Array(digest), scopes: ['read'], caller: null },
  });
  expect(fromSqlite({ oldDigestUntil: 5, scopes: '["read"]', models: null, value: '["a"]' })).toEqual({
    ...{ oldDigestUntil: 5, scopes: ['read'], models: null, value: '["a"]' },
  });
});

test('the name of every field translates to a column and back', () => {
  for (const { fields } of Object.values(TABLES)) {
    const row = Object.fromEntries(fields.map((field) => [toPostgres(field), field]));
    expect(fromPostgres(row)).toEqual(Object.fromEntries(fields.map((field) => [field, field])));
  }
});
