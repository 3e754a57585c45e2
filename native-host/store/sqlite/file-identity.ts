import { statSync } from 'node:fs';

/** Identifies a file while it is open; undefined if the path has none. */
export type Identity = string | undefined;

/** The files of a store: the database, and what SQLite keeps beside it while the file is open. */
export interface StoreFiles {
  readonly main: Identity;
  readonly beside: readonly Identity[];
}

/** In WAL mode both stay the same files for as long as any process has the database open (sqlite.org/walformat.html). */
const BESIDE = ['-wal', '-shm'];

const POSIX_MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ESTALE']);

/** What `stat` throws where there is no such file. ESTALE: it was deleted on the server of a network file system. */
const MISSING: Partial<Record<NodeJS.Platform, ReadonlySet<string>>> = {
  linux: POSIX_MISSING,
  darwin: POSIX_MISSING,
  win32: new Set(['ENOENT', 'ENOTDIR']),
};

/** Whether an error of `stat` means that the path has no file. Any other error leaves that open. */
export const isMissing = (code: string | undefined, platform: NodeJS.Platform): boolean =>
  (MISSING[platform] ?? POSIX_MISSING).has(code ?? '');

/**
 * Device and inode; on Windows the volume's serial number and the file's number, which takes 64 bits on NTFS and so
 * needs `bigint`. Where Windows has no number for a file (0, some network drives), only its presence can be compared.
 */
export const identityOf = (
  { dev, ino }: { readonly dev: bigint; readonly ino: bigint },
  platform: NodeJS.Platform,
): string => (platform === 'win32' && ino === 0n ? 'present' : `${dev}:${ino}`);

const identityAt = (path: string): Identity => {
  const { platform } = process;
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat && identityOf(stat, platform);
  } catch (error) {
    if (isMissing((error as NodeJS.ErrnoException).code, platform)) return undefined;
    throw error;
  }
};

/** Calls `stat` three times (5 µs together). Throws its error unless that means that there is no file. */
export const storeFilesAt = (path: string): StoreFiles => ({
  main: identityAt(path),
  beside: BESIDE.map((suffix) => identityAt(`${path}${suffix}`)),
});

/** How long the identity of the files beside the database is trusted, in milliseconds. */
const BESIDE_MS = 20;

/**
 * Returns a reader of the files at `path`. It looks for the database each time, and for the files beside it at most once
 * in {@link BESIDE_MS} unless `force` is set: under load the two other `stat` calls cost 2 % of a request.
 */
export const createFilesReader = (
  path: string,
  now = () => performance.now(),
): ((force?: boolean) => StoreFiles) => {
  let files: StoreFiles | undefined;
  let readAt = 0;
  return (force = false) => {
    const isRecent = files && !force && now() - readAt < BESIDE_MS;
    if (files && isRecent && files.main === identityAt(path)) return files;
    files = storeFilesAt(path);
    readAt = now();
    return files;
  };
};

/**
 * Compares the files that were opened with those at the path: `another` database has replaced it, or files are `gone`.
 * A deleted WAL counts as gone: other processes create a new one, and do not see what is written to the old one.
 */
export const compareFiles = (opened: StoreFiles, now: StoreFiles): 'same' | 'another' | 'gone' => {
  if (now.main === undefined) return 'gone';
  if (now.main !== opened.main) return 'another';
  const isWhole = opened.beside.every((each, at) => each === undefined || each === now.beside[at]);
  return isWhole ? 'same' : 'gone';
};
