import { type ChangeMark, createChanges } from '../changes.ts';
import { composeStore } from '../compose-store.ts';
import type { Store } from '../contract.ts';
import { inBackground } from '../in-background.ts';
import { memoizePerTick } from '../memoize-per-tick.ts';
import { touchIn } from '../parts/grants.ts';
import { createUsage } from '../parts/usage.ts';
import { toStoreError } from '../store-error.ts';
import { createTroubleLog, type TroubleLog } from '../trouble-log.ts';
import { createSqlite } from './create-sqlite.ts';
import { createLeaseRows } from './lease-rows.ts';
import { createLiveFile, type LiveFile } from './live-file.ts';
import type { OpenOptions } from './open-database.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { createRun } from './run-patiently.ts';

/** Milliseconds that a call waits for another process before it fails as `locked`. */
const CALL_WAIT_MS = 5_000;

/** The same for a write that no caller waits for. */
const BACKGROUND_WAIT_MS = 30_000;

export interface StoreOptions extends Pick<OpenOptions, 'journalOf' | 'busyMs'> {
  /** Seconds until the leases of a killed process expire. @default 30 */
  readonly leaseSeconds?: number;
  /** Receives a line for the owner's terminal when the store fails, and when it works again. @default none */
  readonly report?: ((line: string) => void) | undefined;
}

/** Versions of the permissions in the open file, for the cache and for the listeners. */
const createVersions = (file: LiveFile<OpenFile>, path: string, troubles: TroubleLog) => {
  /** Combines the file's generation with its count of changes by other processes. */
  const read = (opened: OpenFile) => `${file.generation}.${opened.version()}`;
  return {
    /** While the file can't be read, nothing is cached, and the next read reports why. */
    forCache: memoizePerTick(() => {
      try {
        return read(file.recent());
      } catch {
        return undefined;
      }
    }),
    /** A failure of the store counts as a change, so that running requests are checked again. */
    forListeners(): ChangeMark {
      try {
        const version = read(file.current());
        troubles.worked('changes');
        return version;
      } catch (error) {
        const failure = toStoreError(error, path);
        if (failure.reason === 'locked') return undefined;
        troubles.failed('changes', failure);
        return failure.reason;
      }
    },
  };
};

const assemble = (
  file: LiveFile<OpenFile>,
  path: string,
  now: () => number,
  { busyMs = CALL_WAIT_MS, leaseSeconds, report = () => {} }: StoreOptions,
): Store => {
  const troubles = createTroubleLog(report);
  const sqlite = createSqlite(path, file.current);
  const { idle } = sqlite;
  const run = createRun({ path, waitMs: busyMs, troubles, idle });
  const sql = sqlite.sql(run);
  const once = createSqlite(path, file.recent).sql(createRun({ path, waitMs: 0, idle }));
  const aside = sqlite.sql(createRun({ path, waitMs: Math.max(BACKGROUND_WAIT_MS, busyMs), idle }));
  const versions = createVersions(file, path, troubles);
  const changes = createChanges(versions.forListeners);
  const touches = inBackground(touchIn(once, now), touchIn(aside, now));
  const store = composeStore({
    ...{ sql, now, leaseSeconds },
    snapshot: (work) => sqlite.snapshot(run, work),
    leaseRows: { ...createLeaseRows(aside, now), take: createLeaseRows(sql, now).take },
    version: versions.forCache,
    changed: changes.notify,
    touch: touches.write,
    addUsage: createUsage(once).add,
  });
  return {
    ...store,
    onChange: changes.listen,
    async close() {
      changes.close();
      store.leases.close();
      // Synchronous if nothing is pending, because the process may be exiting.
      const last = [store.usage.close(), store.recent.settled(), touches.settled(busyMs), idle()].filter(
        (each) => each !== undefined,
      );
      if (last.length > 0) await Promise.all(last);
      file.close();
    },
  };
};

/**
 * Opens the store in a SQLite file, creating the file if it is missing. Throws a StoreError. No method blocks the event
 * loop while another process holds the file. If another file replaces it, that one is used. If the file is deleted, every
 * method fails.
 */
export const openStore = (path: string, now: () => number = Date.now, options: StoreOptions = {}): Store => {
  const { journalOf, busyMs } = options;
  let file: LiveFile<OpenFile> | undefined;
  try {
    file = createLiveFile({
      path,
      // Only the first opening may block: nothing else is running yet.
      open: (isFirst) =>
        openFile(path, isFirst ? { journalOf, busyMs } : { journalOf, busyMs: 0, create: false }),
    });
    return assemble(file, path, now, options);
  } catch (error) {
    file?.close();
    throw toStoreError(error, path);
  }
};
