import { join } from 'node:path';

/** File name of the store in a data directory. */
export const STORE_FILE = 'turnkey.sqlite';

/** Path of the store in a data directory. */
export const storeFile = (data: string): string => join(data, STORE_FILE);
