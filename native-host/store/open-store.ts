import type { Audit } from './audit.ts';
import { type ChangeMark, createChanges } from './changes.ts';
import type { Denials } from './denials.ts';
import type { Dismissals } from './dismissals.ts';
import { CHANGING_GRANTS, type Grants } from './grants.ts';
import { inBackground } from './in-background.ts';
import { createLastingUsage } from './lasting-usage.ts';
import { type Later, later } from './later.ts';
import { createLeases, type Leases } from './leases.ts';
import { createLiveFile, type LiveFile } from './live-file.ts';
import type { OpenOptions } from './open-database.ts';
import { type OpenParts, openParts } from './open-parts.ts';
import { createRun } from './run-patiently.ts';
import type { Settings } from './settings.ts';
import type { Contents } from './store-contents.ts';
import { toStoreError } from './store-error.ts';
import { createTroubleLog } from './trouble-log.ts';
import type { Turns } from './turns.ts';
import type { Usage } from './usage.ts';

/**
 * What says who may do what, for every process that serves. Each method rejects with a StoreError if the store
 * fails; nothing outside this room knows where it keeps what it knows.
 */
export interface Store {
  readonly grants: Later<Grants>;
  readonly denials: Later<Denials>;
  readonly dismissals: Later<Dismissals>;
  readonly settings: Later<Settings>;
  readonly audit: Later<Audit>;
  readonly usage: Later<Usage>;
  readonly turns: Later<Turns>;
  readonly leases: Leases;
  readonly contents: Later<Contents>;
  /** Calls back after each change of permissions, by this process or another one. Returns what ends that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Methods that change who may do what: what is running may have to end. */
const CHANGING = new Set<string>([...CHANGING_GRANTS, 'add', 'remove']);

/** Milliseconds that a call waits for another process, before it fails as `locked`. */
const CALL_MS = 5_000;

/** The same for a write that nobody waits for. */
const BACKGROUND_MS = 30_000;

export interface StoreOptions extends Pick<OpenOptions, 'journalOf' | 'busyMs'> {
  /** @default LEASE_SECONDS */
  readonly leaseSeconds?: number;
  /** Takes a line for the owner's terminal when the store fails, and when it works again. @default none */
  readonly tell?: ((line: string) => void) | undefined;
}

const assemble = (
  file: LiveFile<OpenParts>,
  path: string,
  { busyMs = CALL_MS, leaseSeconds, tell = () => {} }: StoreOptions,
): Store => {
  const troubles = createTroubleLog(tell);
  const run = createRun({ path, waitMs: busyMs, troubles });
  const once = createRun({ path, waitMs: 0 });
  const aside = createRun({ path, waitMs: Math.max(BACKGROUND_MS, busyMs) });

  /** A store that fails is one more state of it, so that running requests are checked again. */
  const mark = (): ChangeMark => {
    try {
      const { version } = file.current();
      const now = `${file.generation}.${version()}`;
      troubles.worked('changes');
      return now;
    } catch (error) {
      const failure = toStoreError(error, path);
      if (failure.reason === 'locked') return undefined;
      troubles.failed('changes', failure);
      return failure.reason;
    }
  };

  const changes = createChanges(mark);
  const changed = (name: string) => {
    if (CHANGING.has(name)) changes.tell();
  };
  const part = <Name extends keyof OpenParts>(name: Name, how = run, after?: (name: string) => void) =>
    later(name, () => file.current()[name] as OpenParts[Name] & object, how, after);

  const leases = createLeases({ ...part('leases', aside), take: part('leases').take }, leaseSeconds);
  const touches = inBackground(part('grants', once).touch, part('grants', aside).touch);
  const usage = createLastingUsage(part('usage'), part('usage', once).add);
  return {
    grants: {
      ...part('grants', run, changed),
      touch: touches.write,
    },
    denials: part('denials', run, changed),
    dismissals: part('dismissals'),
    settings: part('settings'),
    audit: part('audit'),
    usage,
    turns: part('turns'),
    leases,
    contents: part('contents'),
    onChange: changes.listen,
    async close() {
      changes.close();
      leases.close();
      // Synchronous if nothing is waiting: the process may be about to end.
      const last = [usage.close(), touches.settled(busyMs)].filter((each) => each !== undefined);
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
  let file: LiveFile<OpenParts> | undefined;
  try {
    file = createLiveFile({
      path,
      // Only the first opening may wait, for nothing else runs yet.
      open: (isFirst) =>
        openParts(
          path,
          now,
          isFirst
            ? { ...how, ...(busyMs !== undefined && { busyMs }) }
            : { ...how, busyMs: 0, create: false },
        ),
    });
    return assemble(file, path, options);
  } catch (error) {
    file?.close();
    throw toStoreError(error, path);
  }
};
