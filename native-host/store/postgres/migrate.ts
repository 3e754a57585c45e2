import type { Pool } from 'pg';
import { StoreError } from '../store-error.ts';
import { POSTGRES_MIGRATIONS } from './migrations.ts';

/** Key of the advisory lock that a migrating process holds. An arbitrary number that must not change. */
const LOCK = 7_206_215;

/** The version of a database. 0 for an empty one; reading it needs no privilege to create tables. */
const versionOf = async (client: Pick<Pool, 'query'>): Promise<number> => {
  const { rows: found } = await client.query("SELECT to_regclass('turnkey_version') IS NOT NULL AS there");
  if (!found[0]?.there) return 0;
  const { rows } = await client.query<{ version: number }>('SELECT version FROM turnkey_version');
  return rows[0]?.version ?? 0;
};

/** Migrates the database to the current version. Processes that start at the same time wait for the first one. */
export const migratePostgres = async (pool: Pool, address: string): Promise<void> => {
  if ((await versionOf(pool)) === POSTGRES_MIGRATIONS.length) return;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS turnkey_version (version INTEGER NOT NULL)');
    // Read again under the lock: another process may have migrated it.
    const from = await versionOf(client);
    if (from > POSTGRES_MIGRATIONS.length) throw new StoreError('newer', address);
    for (const step of POSTGRES_MIGRATIONS.slice(from)) await client.query(step);
    await client.query('DELETE FROM turnkey_version');
    await client.query('INSERT INTO turnkey_version VALUES ($1)', [POSTGRES_MIGRATIONS.length]);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // Closing the connection rolls back in every state.
    client.release(true);
    throw error;
  }
};
