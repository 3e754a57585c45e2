/** Why the store can't be used: stable, for programs. */
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

/** What happened and what to do, for anybody: no path, address or text of the system. */
const ADVICE: Record<StoreTrouble, string> = {
  full: 'The disk is full: free some room and try again.',
  read_only: 'Its file or folder cannot be written: make both writable for your user.',
  damaged: 'Its file is damaged and was left as it is: move it away to start with an empty store.',
  gone: 'Its files were deleted or replaced: run `ollama-turnkey install-host`, then restart the browser or `serve`.',
  newer: 'It was written by a newer Ollama Turnkey: update this one.',
  locked: 'Another process has kept it locked for too long: try again.',
  unreachable:
    'The database does not answer: start it, or correct its address. Requests are refused until then.',
  forbidden: 'The database refuses this user: check the name, the password and the rights.',
  replica: 'This database is read-only: use the address of the primary server.',
  other: 'Run `ollama-turnkey status` on its computer to see why.',
};

/** A store in this state can no longer say that a permission was revoked, so nothing may go on under one. */
const REVOKES_ALL: ReadonlySet<StoreTrouble> = new Set(['damaged', 'gone', 'newer']);

/** SQLite's result codes, extended ones first (sqlite.org/rescode.html). */
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
  // A connection that failed at several addresses has a code, and no message.
  const said = cause.message || (cause as NodeJS.ErrnoException).code;
  return said ? `: ${said}` : '';
};

/** The store has failed; nothing that was there before is lost. `message` is for anybody. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code = 'store_failed';
  readonly reason: StoreTrouble;
  /** Which store, and what the system said of it: for the owner's terminal only. */
  readonly detail: string;

  constructor(reason: StoreTrouble, path: string, options?: ErrorOptions) {
    super(`The store cannot be used. ${ADVICE[reason]}`, options);
    this.reason = reason;
    this.detail = `${path}${textOf(options?.cause)}`;
  }

  /** Whether running requests must end too: revocations can't be seen in this store any more. */
  get revokesAll(): boolean {
    return REVOKES_ALL.has(this.reason);
  }
}

/** Any error of the store as a StoreError. */
export const toStoreError = (error: unknown, path: string): StoreError => {
  if (error instanceof StoreError) return error;
  const { errcode = 0, code = '' } = error as { errcode?: number; code?: string };
  const reason = BY_CODE[errcode] ?? BY_CODE[errcode & 0xff] ?? BY_ERRNO[code] ?? 'other';
  return new StoreError(reason, path, { cause: error });
};
