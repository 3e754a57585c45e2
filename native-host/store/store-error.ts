/** Why the store can't be used. */
export type StoreTrouble =
  | 'full'
  | 'read_only'
  | 'damaged'
  | 'newer'
  | 'locked'
  | 'unreachable'
  | 'forbidden'
  | 'replica'
  | 'other';

const ADVICE: Record<StoreTrouble, string> = {
  full: 'The disk is full: free some room and try again.',
  read_only: 'The file or its folder cannot be written: make it yours to write.',
  damaged: 'The file is damaged and was left as it is: move it away to begin with an empty store.',
  newer: 'It was written by a newer Ollama Turnkey: update this one.',
  locked: 'Another process has held it too long: try again.',
  unreachable:
    'The database does not answer: start it, or mend its address. Nothing is let through meanwhile.',
  forbidden: 'The database refuses this user: check the name, the password and the rights.',
  replica: 'This database can only be read: give the address of the primary server.',
  other: 'See what the system said, mend that and try again.',
};

/** What the system or the database said helps with these; the others say it all themselves. */
const SAYS_MORE: ReadonlySet<StoreTrouble> = new Set(['unreachable', 'forbidden', 'other']);

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const BY_CODE: Readonly<Record<number, StoreTrouble>> = {
  5: 'locked',
  6: 'locked',
  8: 'read_only',
  10: 'other',
  11: 'damaged',
  13: 'full',
  14: 'read_only',
  26: 'damaged',
};

/** The store has failed; nothing that was there before is lost. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code = 'store_failed';
  readonly reason: StoreTrouble;

  constructor(reason: StoreTrouble, path: string, options?: ErrorOptions) {
    const { cause } = options ?? {};
    const said = SAYS_MORE.has(reason) && cause instanceof Error ? ` (${cause.message})` : '';
    super(`The store ${path} cannot be used${said}. ${ADVICE[reason]}`, options);
    this.reason = reason;
  }
}

const BY_ERRNO: Readonly<Record<string, StoreTrouble>> = {
  EACCES: 'read_only',
  EPERM: 'read_only',
  EROFS: 'read_only',
  ENOSPC: 'full',
};

/** Any error of the store as a StoreError. */
export const toStoreError = (error: unknown, path: string): StoreError => {
  if (error instanceof StoreError) return error;
  const { errcode, code } = error as { errcode?: number; code?: string };
  const reason = BY_CODE[(errcode ?? 0) & 0xff] ?? BY_ERRNO[code ?? ''] ?? 'other';
  return new StoreError(reason, path, { cause: error });
};
