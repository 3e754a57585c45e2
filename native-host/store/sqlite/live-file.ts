import { onceATurn } from '../once-a-turn.ts';
import { StoreError, toStoreError } from '../store-error.ts';
import { compareFiles, createFilesReader, type StoreFiles } from './file-identity.ts';

/** An open file that is replaced when its path holds another one. */
export interface LiveFile<Opened> {
  /** What was opened, if the path still holds it. Opens the file that has replaced it. Throws a StoreError. */
  current(): Opened;
  /** Increases each time another file is opened. */
  readonly generation: number;
  close(): void;
}

interface Options<Opened> {
  readonly path: string;
  /** `create`: whether a missing file is made. */
  open(create: boolean): Opened;
  /** Reads which files are at the path now. @default from the file system, as `createFilesReader` does */
  files?(force?: boolean): StoreFiles;
}

/**
 * A deleted file stays readable while it is open, so a process would keep using permissions that can no longer be
 * revoked. So the files are compared once in each turn of the event loop. While the path has no file, every use fails. A
 * file that appears there is opened, and its permissions apply.
 */
export const createLiveFile = <Opened extends { close(): void }>({
  path,
  open,
  files = createFilesReader(path),
}: Options<Opened>): LiveFile<Opened> => {
  let generation = 1;
  let opened: Opened | undefined = open(true);
  let openedFiles = files(true);

  const reopen = (): Opened => {
    // SQLite checks that the path is another file's, and leaves that file's WAL alone (databaseIsUnmoved in pager.c).
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

  /** SQLite would copy a deleted WAL into the database, and delete by name the WAL that others have made since. */
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

  return {
    current: onceATurn(() => {
      try {
        return current();
      } catch (error) {
        throw toStoreError(error, path);
      }
    }),
    get generation() {
      return generation;
    },
    close() {
      if (!isTorn()) opened?.close();
    },
  };
};
