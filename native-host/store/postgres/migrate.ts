import type { Pool } from 'pg';
import { StoreError } from '../store-error.ts';
import { POSTGRES_MIGRATIONS } from './migrations.ts';

/** Names the lock that one migrating process holds. Any number will do, as long as it stays the same. */
const LOCK = 7_206_215;

/** The version of a database: 0 for an empty one, whose user may lack the right to make tables. */
const versionOf = async (client: Pick<Pool, 'query'>): Promise<number> => {
  const { rows: found } = await client.query("SELECT to_regclass('turnkey_version') IS NOT NULL AS there");
  if (!found[0]?.there) return 0;
  const { rows } = await client.query<{ version: number }>('SELECT version FROM turnkey_version');
  return rows[0]?.version ?? 0;
};

/** Brings the database to this version. Processes that start together wait for the one that does it. */
export const migratePostgres = async (pool: Pool, address: string): Promise<void> => {
  if ((await versionOf(pool)) === POSTGRES_MIGRATIONS.length) return;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS turnkey_version (version INTEGER NOT NULL)');
    // Read again under the lock: another process may have just done it.
    const from = await versionOf(client);
    if (from > POSTGRES_MIGRATIONS.length) throw new StoreError('newer', address);
    for (const step of POSTGRES_MIGRATIONS.slice(from)) await client.query(step);
    await client.query('DELETE FROM turnkey_version');
    await client.query('INSERT INTO turnkey_version VALUES ($1)', [POSTGRES_MIGRATIONS.length]);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // Closing the connection rolls back, whatever state it is in.
    client.release(true);
    throw error;
  }
};
