import { statSync } from 'node:fs';
import { grantState } from '../../../shared/access/grant.ts';
import type { Store } from '../../store/contract.ts';
import { openStore } from '../../store/sqlite/open-store.ts';
import { StoreError } from '../../store/store-error.ts';
import { storeFile } from '../../store/store-file.ts';
import type { StoreFacts } from '../doctor-world.ts';

const isDirectory = (path: string): boolean | undefined => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
};

/**
 * Opens the store of a data directory, calls `read` with it, and closes it. Returns undefined if the file does not exist, and
 * never creates it.
 * @param busyMs how long to wait for another process, in milliseconds
 */
export const readStore = async <Value>(
  data: string,
  busyMs: number,
  read: (store: Store) => Promise<Value>,
): Promise<Value | undefined> => {
  const path = storeFile(data);
  if (isDirectory(path) !== false) return undefined;
  const store = openStore(path, Date.now, { busyMs });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
};

/** What the checks need to know about the store of a data directory. Never rejects. */
export const storeFacts = async (data: string, busyMs: number): Promise<StoreFacts> => {
  const file = storeFile(data);
  const kind = isDirectory(file);
  if (kind === undefined) return { paired: 0 };
  if (kind) return { trouble: 'folder', detail: file, paired: 0, file };
  try {
    const grants = (await readStore(data, busyMs, (store) => store.grants.list())) ?? [];
    const paired = grants.filter(
      (grant) => grant.kind === 'pairing' && grantState(grant, Date.now()) === 'active',
    );
    return { paired: paired.length, file };
  } catch (error) {
    const { reason, detail } =
      error instanceof StoreError ? error : ({ reason: 'other', detail: file } as const);
    return { trouble: reason, detail, paired: 0, file };
  }
};
