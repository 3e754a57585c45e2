import { type ChangeMark, createChanges } from '../changes.ts';
import type { Store } from '../contract.ts';
import { inBackground } from '../in-background.ts';
import { createKnownGrants } from '../known-grants.ts';
import { createLastingUsage } from '../lasting-usage.ts';
import { createLeases } from '../leases.ts';
import { onceATurn } from '../once-a-turn.ts';
import { createContents } from '../parts/contents.ts';
import { createParts } from '../parts/create-parts.ts';
import { touchIn } from '../parts/grants.ts';
import { createTurns } from '../parts/turns.ts';
import { createUsage } from '../parts/usage.ts';
import { toStoreError } from '../store-error.ts';
import { createTroubleLog } from '../trouble-log.ts';
import { createSqlite } from './create-sqlite.ts';
import { createLeaseRows } from './lease-rows.ts';
import { createLiveFile, type LiveFile } from './live-file.ts';
import type { OpenOptions } from './open-database.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { createRun } from './run-patiently.ts';

/** Milliseconds that a call waits for another process, before it fails as `locked`. */
const CALL_MS = 5_000;

/** The same for a write that no caller waits for. */
const BACKGROUND_MS = 30_000;

export interface StoreOptions extends Pick<OpenOptions, 'journalOf' | 'busyMs'> {
  /** @default LEASE_SECONDS */
  readonly leaseSeconds?: number;
  /** Takes a line for the owner's terminal when the store fails, and when it works again. @default none */
  readonly tell?: ((line: string) => void) | undefined;
}

const assemble = (
  file: LiveFile<OpenFile>,
  path: string,
  now: () => number,
  { busyMs = CALL_MS, leaseSeconds, tell = () => {} }: StoreOptions,
): Store => {
  const troubles = createTroubleLog(tell);
  const sqlite = createSqlite(path, file.current);
  const { idle } = sqlite;
  const run = createRun({ path, waitMs: busyMs, troubles, idle });
  const sql = sqlite.sql(run);
  const once = sqlite.sql(createRun({ path, waitMs: 0, idle }));
  const aside = sqlite.sql(createRun({ path, waitMs: Math.max(BACKGROUND_MS, busyMs), idle }));

  /** Which file it is, and its count of changes by other processes. */
  const version = () => {
    const opened = file.current();
    return `${file.generation}.${opened.version()}`;
  };

  /** A store that fails is one more state of it, so that running requests are checked again. */
  const mark = (): ChangeMark => {
    try {
      const is = version();
      troubles.worked('changes');
      return is;
    } catch (error) {
      const failure = toStoreError(error, path);
      if (failure.reason === 'locked') return undefined;
      troubles.failed('changes', failure);
      return failure.reason;
    }
  };

  /** Where it can't be read, nothing is remembered, and the read reports why. */
  const knownAt = onceATurn(() => {
    try {
      return version();
    } catch {
      return undefined;
    }
  });

  const changes = createChanges(mark);
  const changed = () => {
    known.forget();
    changes.tell();
  };
  const parts = createParts(sql, now, changed);
  const touches = inBackground(touchIn(once, now), touchIn(aside, now));
  const known = createKnownGrants({ ...parts.grants, touch: touches.write }, knownAt, now);
  const leases = createLeases(
    { ...createLeaseRows(aside, now), take: createLeaseRows(sql, now).take },
    leaseSeconds,
  );
  const usage = createLastingUsage(createUsage(sql), createUsage(once).add);
  return {
    ...parts,
    grants: known,
    usage,
    turns: createTurns(sql),
    leases,
    contents: createContents((work) => sqlite.snapshot(run, work), sql.transaction),
    async transaction(work) {
      let isChanged = false;
      const result = await sql.transaction((within) =>
        work(
          createParts(within, now, () => {
            isChanged = true;
          }),
        ),
      );
      if (isChanged) changed();
      return result;
    },
    onChange: changes.listen,
    async close() {
      changes.close();
      leases.close();
      // Synchronous if nothing is waiting: the process may be about to end.
      const last = [usage.close(), touches.settled(busyMs), idle()].filter((each) => each !== undefined);
      if (last.length > 0) await Promise.all(last);
      file.close();
    },
  };
};

/**
 * Opens the store of one computer: a SQLite file at `path`. Throws a StoreError. No method blocks the event loop while
 * another process holds the file. A file that replaces this one is opened instead; while the path has no file, every
 * method fails.
 */
export const openStore = (path: string, now: () => number = Date.now, options: StoreOptions = {}): Store => {
  const { journalOf, busyMs } = options;
  const how = { ...(journalOf && { journalOf }) };
  let file: LiveFile<OpenFile> | undefined;
  try {
    file = createLiveFile({
      path,
      // Only the first opening may wait, for nothing else runs yet.
      open: (isFirst) =>
        openFile(
          path,
          isFirst
            ? { ...how, ...(busyMs !== undefined && { busyMs }) }
            : { ...how, busyMs: 0, create: false },
        ),
    });
    return assemble(file, path, now, options);
  } catch (error) {
    file?.close();
    throw toStoreError(error, path);
  }
};
