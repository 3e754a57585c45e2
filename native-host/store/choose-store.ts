import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from './open-store.ts';
import { openPostgresLater } from './postgres/open-postgres-later.ts';
import { isPostgresAddress } from './postgres/store-address.ts';

/** The file of the store in a data folder. */
export const storeFile = (data: string): string => join(data, 'turnkey.sqlite');

/** Opens the store at an address: a PostgreSQL database, or a file. */
export const openStoreAt = (address: string, now?: () => number, options?: StoreOptions): Store =>
  isPostgresAddress(address) ? openPostgresLater(address, now, options) : openStore(address, now, options);
