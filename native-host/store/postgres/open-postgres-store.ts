import { composeStore } from '../compose-store.ts';
import type { Store } from '../contract.ts';
import type { StoreOptions } from '../sqlite/open-store.ts';
import { createTroubleLog } from '../trouble-log.ts';
import { createPostgresLeaseRows } from './lease-rows.ts';
import { listenForChanges } from './listen.ts';
import { migratePostgres } from './migrate.ts';
import { toPostgresError } from './postgres-error.ts';
import { createDatabase } from './query.ts';
import { plainAddress } from './store-address.ts';

/** Longest time that a grant is cached, in milliseconds, in case a lost connection is noticed late. */
const MAX_CACHE_MS = 1_000;

/** Connects and migrates the database. Rejects with a StoreError. */
const connect = async (address: string) => {
  const { newClient, openPool } = await import('./connection.ts');
  const pool = openPool(address);
  try {
    await migratePostgres(pool, plainAddress(address));
  } catch (error) {
    await pool.end();
    throw toPostgresError(error, plainAddress(address));
  }
  return { pool, newClient: () => newClient(address) };
};

type Connected = Awaited<ReturnType<typeof connect>>;

/** Listens for changes by other processes, from the first listener on. */
const createListening = (open: () => Promise<Connected>, forget: () => void) => {
  const listeners = new Set<() => void>();
  let started: Promise<(() => Promise<void>) | undefined> | undefined;
  let isConnected = false;
  let changes = 0;

  const note = (connected: boolean) => {
    isConnected = connected;
    changes += 1;
    forget();
  };

  const start = () =>
    open().then(
      ({ newClient }) =>
        listenForChanges({
          connect: newClient,
          changed() {
            note(true);
            for (const each of listeners) each();
          },
          lost: () => note(false),
        }),
      // The next call that needs the database reports the failure.
      () => {
        started = undefined;
        return undefined;
      },
    );

  return {
    onChange(listener: () => void) {
      listeners.add(listener);
      started ??= start();
      return () => void listeners.delete(listener);
    },
    /** For the cache. Undefined while notifications may be missed. */
    version: () => (isConnected ? `${changes}.${Math.floor(performance.now() / MAX_CACHE_MS)}` : undefined),
    close: async () => (await started)?.(),
  };
};

/**
 * Opens the store in a PostgreSQL database, which any number of processes can share. It connects on first use, and loads
 * the client only then. While the database is unreachable, every method rejects with a StoreError.
 */
export const openPostgresStore = (
  address: string,
  now: () => number = Date.now,
  { leaseSeconds, report = () => {} }: Pick<StoreOptions, 'leaseSeconds' | 'report'> = {},
): Store => {
  let connected: Promise<Connected> | undefined;
  const open = () => {
    connected ??= connect(address).catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };
  const pool = async () => (await open()).pool;
  const database = createDatabase(pool, plainAddress(address), createTroubleLog(report));
  const listening = createListening(open, () => store.grants.forget());
  const store = composeStore({
    ...{ sql: database, now, leaseSeconds },
    snapshot: database.snapshot,
    leaseRows: createPostgresLeaseRows(database),
    version: listening.version,
    // The database notifies every process of a change, this one included.
    changed: () => {},
  });
  return {
    ...store,
    onChange: listening.onChange,
    async close() {
      store.leases.close();
      await store.usage.close();
      await store.recent.settled();
      await listening.close();
      await (await connected?.catch(() => undefined))?.pool.end();
    },
  };
};
