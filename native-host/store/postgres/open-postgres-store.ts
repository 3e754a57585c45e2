import { composeStore } from '../compose-store.ts';
import type { Store } from '../contract.ts';
import type { StoreOptions } from '../sqlite/open-store.ts';
import { createTroubleLog } from '../trouble-log.ts';
import { createPostgresLeaseRows } from './lease-rows.ts';
import { type ChangeListener, listenForChanges } from './listen.ts';
import { migratePostgres } from './migrate.ts';
import { toPostgresError } from './postgres-error.ts';
import { createDatabase } from './query.ts';
import { plainAddress } from './store-address.ts';

/** Milliseconds without a check of the connection that announces changes, after which nothing is cached. */
const MAX_UNCHECKED_MS = 1_000;

/** Milliseconds after which a request has that connection checked. */
const CHECK_AFTER_MS = 500;

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

/**
 * Listens for changes by other processes, from the first listener on. Grants stay cached until a change is announced, as
 * long as the connection was checked within {@link MAX_UNCHECKED_MS}: it may be lost without an error.
 */
const createListening = (open: () => Promise<Connected>, forget: () => void) => {
  const listeners = new Set<() => void>();
  let started: Promise<ChangeListener | undefined> | undefined;
  let isConnected = false;
  let changes = 0;
  let checkedAt = 0;
  let checking = false;

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
            if (!isConnected) checkedAt = performance.now();
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

  const check = async (at: number) => {
    checking = true;
    if (await (await started)?.check()) checkedAt = at;
    checking = false;
  };

  return {
    onChange(listener: () => void) {
      listeners.add(listener);
      started ??= start();
      return () => void listeners.delete(listener);
    },
    /** For the cache. Undefined while notifications may be missed. */
    version() {
      if (!isConnected) return undefined;
      const at = performance.now();
      if (at - checkedAt > CHECK_AFTER_MS && !checking) void check(at);
      return at - checkedAt > MAX_UNCHECKED_MS ? undefined : changes;
    },
    close: async () => (await started)?.stop(),
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
