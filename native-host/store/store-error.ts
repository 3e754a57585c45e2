/** Why the store can't be used. Stable, for programs. */
export type StoreTrouble =
  | 'full'
  | 'read_only'
  | 'damaged'
  | 'gone'
  | 'newer'
  | 'locked'
  | 'unreachable'
  | 'forbidden'
  | 'replica'
  | 'other';

/** What happened and what to do. Any client may read it, so it contains no path, address or system message. */
const ADVICE: Record<StoreTrouble, string> = {
  full: 'The disk is full. Free some space and try again.',
  read_only: 'Its file or folder is not writable. Make both writable for your user.',
  damaged: 'Its file is damaged and was not changed. Move it away to start with an empty store.',
  gone: 'Its files were deleted or replaced. Run `ollama-turnkey install-host`, then restart the browser or `serve`.',
  newer: 'It was written by a newer Ollama Turnkey. Update this one.',
  locked: 'Another process has kept it locked for too long. Try again.',
  unreachable:
    'The database does not answer. Start it, or correct its address. Until then, requests are refused.',
  forbidden: 'The database refuses this user. Check the name, the password and the privileges.',
  replica: 'This database is read-only. Use the address of the primary server.',
  other: 'Run `ollama-turnkey status` on its computer to see why.',
};

/** In these states, revocations can no longer be seen, so running requests must end. */
const REVOKES_ALL: ReadonlySet<StoreTrouble> = new Set(['damaged', 'gone', 'newer']);

/** Result codes of SQLite, extended ones first (https://www.sqlite.org/rescode.html). */
const BY_CODE: Readonly<Record<number, StoreTrouble>> = {
  // SQLITE_READONLY_DBMOVED and SQLITE_IOERR_VNODE: the file was moved or deleted.
  1032: 'gone',
  6922: 'gone',
  5: 'locked',
  6: 'locked',
  8: 'read_only',
  10: 'other',
  11: 'damaged',
  13: 'full',
  14: 'read_only',
  26: 'damaged',
};

const BY_ERRNO: Readonly<Record<string, StoreTrouble>> = {
  EACCES: 'read_only',
  EPERM: 'read_only',
  EROFS: 'read_only',
  ENOSPC: 'full',
};

const textOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return '';
  // Node's AggregateError for a connection that failed at several addresses has a code and no message.
  const detail = cause.message || (cause as NodeJS.ErrnoException).code;
  return detail ? `: ${detail}` : '';
};

/** The store has failed. Nothing that was stored is lost. Any client may read `message`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code = 'store_failed';
  readonly reason: StoreTrouble;
  /** Path or address, and the system's message. For the owner's terminal only. */
  readonly detail: string;

  constructor(reason: StoreTrouble, path: string, options?: ErrorOptions) {
    super(`The store cannot be used. ${ADVICE[reason]}`, options);
    this.reason = reason;
    this.detail = `${path}${textOf(options?.cause)}`;
  }

  /** Whether running requests must end, because revocations can no longer be seen. */
  get revokesAll(): boolean {
    return REVOKES_ALL.has(this.reason);
  }
}

/** Converts an error of SQLite or of the file system. */
export const toStoreError = (error: unknown, path: string): StoreError => {
  if (error instanceof StoreError) return error;
  const { errcode = 0, code = '' } = error as { errcode?: number; code?: string };
  const reason = BY_CODE[errcode] ?? BY_CODE[errcode & 0xff] ?? BY_ERRNO[code] ?? 'other';
  return new StoreError(reason, path, { cause: error });
};
