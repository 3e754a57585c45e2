import type { Store } from './contract.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { isPostgresAddress } from './postgres/store-address.ts';
import { openStore, type StoreOptions } from './sqlite/open-store.ts';

/** Opens a store by its address: the URL of a PostgreSQL database, or the path of a SQLite file. */
export const openStoreAt = (address: string, now?: () => number, options?: StoreOptions): Store =>
  isPostgresAddress(address) ? openPostgresStore(address, now, options) : openStore(address, now, options);
