import { memoizePerTick } from '../memoize-per-tick.ts';
import { StoreError, toStoreError } from '../store-error.ts';
import { compareFiles, createFilesReader, RECENT_MS, type StoreFiles } from './file-identity.ts';

/** An open file that is reopened if another file replaces it. */
export interface LiveFile<Opened> {
  /** The open file. Reopens it if another file has replaced it. Throws a StoreError, of reason `gone` if it was deleted. */
  current(): Opened;
  /** The same for a write that may be lost: trusts a check of the last {@link RECENT_MS}, which saves a call of `stat`. */
  recent(): Opened;
  /** Incremented each time the file is reopened. */
  readonly generation: number;
  close(): void;
}

interface Options<Opened> {
  readonly path: string;
  /** `create`: whether to create a missing file. */
  open(create: boolean): Opened;
  /** Reads which files are at the path now. @default from the file system, as `createFilesReader` does */
  files?(force?: boolean): StoreFiles;
  /** Milliseconds of a monotonic clock. @default `performance.now` */
  clock?(): number;
}

/**
 * A deleted file stays readable while it is open, so a process would continue to use permissions that can no longer be
 * revoked. Therefore the files are compared in each tick of the event loop that uses them. While there is no file at the
 * path, every use fails. A file that appears there is opened, and its permissions apply.
 */
export const createLiveFile = <Opened extends { close(): void }>({
  path,
  open,
  files = createFilesReader(path),
  clock = () => performance.now(),
}: Options<Opened>): LiveFile<Opened> => {
  let generation = 1;
  let opened: Opened | undefined = open(true);
  let openedFiles = files(true);
  let checkedAt = clock();

  const reopen = (): Opened => {
    // SQLite notices that the path belongs to another file, and does not touch the WAL of that file (databaseIsUnmoved in
    // https://github.com/sqlite/sqlite/blob/version-3.50.4/src/pager.c).
    opened?.close();
    opened = undefined;
    try {
      opened = open(false);
    } catch (error) {
      const failure = toStoreError(error, path);
      if (failure.revokesAll || failure.reason === 'locked') throw failure;
      throw new StoreError('gone', path, { cause: failure.cause });
    }
    openedFiles = files(true);
    generation += 1;
    return opened;
  };

  /** Whether the WAL was deleted. SQLite would then write it into the database, and delete the WAL of other processes. */
  const isTorn = (): boolean => {
    try {
      const now = files(true);
      return now.main !== undefined && compareFiles(openedFiles, now) === 'gone';
    } catch {
      return false;
    }
  };

  const fail = (): never => {
    throw new StoreError('gone', path);
  };

  const current = (): Opened => {
    const now = files();
    if (!opened) return now.main === undefined ? fail() : reopen();
    const state = compareFiles(openedFiles, now);
    if (state === 'gone') return fail();
    return state === 'same' ? opened : reopen();
  };

  const check = memoizePerTick((): Opened => {
    checkedAt = Number.NEGATIVE_INFINITY;
    try {
      const found = current();
      checkedAt = clock();
      return found;
    } catch (error) {
      throw toStoreError(error, path);
    }
  });

  return {
    current: check,
    recent: () => (opened && clock() - checkedAt < RECENT_MS ? opened : check()),
    get generation() {
      return generation;
    },
    close() {
      if (!isTorn()) opened?.close();
    },
  };
};
