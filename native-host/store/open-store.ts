import type { DatabaseSync } from 'node:sqlite';
import { type Audit, createAudit } from './audit.ts';
import { type Changes, createChanges } from './changes.ts';
import { createContents } from './contents.ts';
import { createDenials, type Denials } from './denials.ts';
import { createDismissals, type Dismissals } from './dismissals.ts';
import { CHANGING_GRANTS, createGrants, type Grants } from './grants.ts';
import { createKnownGrants } from './known-grants.ts';
import { type Later, later } from './later.ts';
import { createLeaseRows } from './lease-rows.ts';
import { createLeases, type Leases } from './leases.ts';
import { onceATurn } from './once-a-turn.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { permissionVersionOf } from './permission-version.ts';
import { createSettings, type Settings } from './settings.ts';
import type { Contents } from './store-contents.ts';
import { toStoreError } from './store-error.ts';
import { createTurns, type Turns } from './turns.ts';
import { createUsage, type Usage } from './usage.ts';

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

const assemble = (
  database: DatabaseSync,
  path: string,
  now: () => number,
  leaseSeconds: number | undefined,
): Store => {
  const version = permissionVersionOf(database);
  const changes: Changes = createChanges(version);
  const grants = createKnownGrants(createGrants(database, now), onceATurn(version), now);
  const changed = (name: string) => {
    if (CHANGING.has(name)) changes.tell();
  };
  const leases = createLeases(later(createLeaseRows(database, now), path), leaseSeconds);
  return {
    grants: later(grants, path, changed),
    denials: later(createDenials(database, now), path, changed),
    dismissals: later(createDismissals(database, now), path),
    settings: later(createSettings(database), path),
    audit: later(createAudit(database), path),
    usage: later(createUsage(database), path),
    turns: later(createTurns(database), path),
    leases,
    contents: later(createContents(database), path),
    onChange: changes.listen,
    async close() {
      changes.close();
      leases.close();
      database.close();
    },
  };
};

interface StoreOptions extends OpenOptions {
  /** @default LEASE_SECONDS */
  readonly leaseSeconds?: number;
}

/** Opens the store of one computer: a SQLite file at `path`. Throws a StoreError. */
export const openStore = (path: string, now: () => number = Date.now, options: StoreOptions = {}): Store => {
  const database = openDatabase(path, options);
  try {
    return assemble(database, path, now, options.leaseSeconds);
  } catch (error) {
    database.close();
    throw toStoreError(error, path);
  }
};
