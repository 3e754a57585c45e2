import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError, toStoreError } from '../store-error.ts';
import { type JournalMode, journalModeFor, placeOf } from './journal-mode.ts';
import { MIGRATIONS } from './migrations.ts';

/** Milliseconds that opening waits for another process. It blocks the event loop, but nothing else is running yet. */
const OPEN_WAIT_MS = 30_000;

export interface OpenOptions {
  /** @default chosen by the file system of the folder */
  readonly journalOf?: ((folder: string) => JournalMode) | undefined;
  /** Milliseconds to wait for another process. @default 30000 */
  readonly busyMs?: number | undefined;
  /** Whether to create a missing file. @default true */
  readonly create?: boolean;
}

/** Loads `node:sqlite` without the ExperimentalWarning that Node 22 and 24 print to stderr. */
export const loadSqlite = (): typeof import('node:sqlite') => {
  const { emitWarning } = process;
  const quiet = (...args: Parameters<typeof emitWarning>) => {
    if (!String(args[0]).startsWith('SQLite is an experimental')) emitWarning.apply(process, args);
  };
  process.emitWarning = quiet as typeof emitWarning;
  try {
    return createRequire(import.meta.url)('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
};

/**
 * Sets the journal mode, which the file remembers. If it can't be set because another process uses the file, the current
 * one is kept.
 */
const useJournal = (database: DatabaseSync, wanted: JournalMode) => {
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  if (mode === wanted) return;
  try {
    database.exec(`PRAGMA journal_mode = ${wanted}`);
  } catch {}
};

const versionOf = (database: DatabaseSync): number =>
  (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

const migrate = (database: DatabaseSync, path: string) => {
  if (versionOf(database) === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Read again under the lock: another process may have migrated it.
    const from = versionOf(database);
    if (from > MIGRATIONS.length) throw new StoreError('newer', path);
    for (const step of MIGRATIONS.slice(from)) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec('COMMIT');
  } catch (error) {
    // After some errors SQLite has already rolled back (https://www.sqlite.org/lang_transaction.html).
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Opens a SQLite file and migrates it. Creates the file (0600) and its folder (0700) if they are missing, and repairs
 * their permissions. Throws a StoreError; a file that can't be used is not changed.
 */
export const openDatabase = (
  path: string,
  {
    journalOf = (folder) => journalModeFor(placeOf(folder)),
    busyMs = OPEN_WAIT_MS,
    create = true,
  }: OpenOptions = {},
): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    if (create) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    chmodSync(dirname(path), 0o700);
    // Created here and not by SQLite, so that it never exists with wider permissions.
    closeSync(openSync(path, create ? 'a' : 'r+', 0o600));
    chmodSync(path, 0o600);
    const { DatabaseSync } = loadSqlite();
    database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${busyMs}`);
    migrate(database, path);
    useJournal(database, journalOf(dirname(path)));
    // From here on, waiting must not block the event loop: see run-patiently.ts.
    database.exec('PRAGMA busy_timeout = 0');
    return database;
  } catch (error) {
    database?.close();
    throw toStoreError(error, path);
  }
};
