import { createLastingUsage } from '../lasting-usage.ts';
import { createLeases } from '../leases.ts';
import type { Store, StoreOptions } from '../open-store.ts';
import { createTroubleLog } from '../trouble-log.ts';
import { createPostgresAudit } from './audit.ts';
import { newClient, openPool } from './connection.ts';
import { createPostgresContents } from './contents.ts';
import { createPostgresDenials } from './denials.ts';
import { createPostgresDismissals } from './dismissals.ts';
import { createPostgresGrants } from './grants.ts';
import { createPostgresLeaseRows } from './lease-rows.ts';
import { listenForChanges } from './listen.ts';
import { migratePostgres } from './migrate.ts';
import { toPostgresError } from './postgres-error.ts';
import { createDatabase } from './query.ts';
import { createPostgresSettings } from './settings.ts';
import { plainAddress } from './store-address.ts';
import { createPostgresTurns } from './turns.ts';
import { createPostgresUsage } from './usage.ts';

export type PostgresStoreOptions = Pick<StoreOptions, 'leaseSeconds' | 'tell'>;

/**
 * Opens the store in a PostgreSQL database, which any number of processes share. Throws a StoreError. While the
 * database is away every method throws one; it is there again as soon as the database is.
 */
export const openPostgresStore = async (
  address: string,
  now: () => number = Date.now,
  { leaseSeconds, tell = () => {} }: PostgresStoreOptions = {},
): Promise<Store> => {
  const shown = plainAddress(address);
  const pool = openPool(address);
  try {
    await migratePostgres(pool, shown);
  } catch (error) {
    await pool.end();
    throw toPostgresError(error, shown);
  }
  const database = createDatabase(pool, shown, createTroubleLog(tell));
  const usage = createLastingUsage(createPostgresUsage(database));
  const leases = createLeases(createPostgresLeaseRows(database), leaseSeconds);
  const listeners = new Set<() => void>();
  let stopListening: (() => Promise<void>) | undefined;
  return {
    grants: createPostgresGrants(database, now),
    denials: createPostgresDenials(database, now),
    dismissals: createPostgresDismissals(database, now),
    settings: createPostgresSettings(database),
    audit: createPostgresAudit(database),
    usage,
    turns: createPostgresTurns(database),
    leases,
    contents: createPostgresContents(database),
    onChange(listener) {
      listeners.add(listener);
      stopListening ??= listenForChanges({
        connect: () => newClient(address),
        changed() {
          for (const each of listeners) each();
        },
      });
      return () => void listeners.delete(listener);
    },
    async close() {
      leases.close();
      await usage.close();
      await stopListening?.();
      await pool.end();
    },
  };
};
