import { createAudit } from './audit.ts';
import { createContents } from './contents.ts';
import { createDenials } from './denials.ts';
import { createDismissals } from './dismissals.ts';
import { createGrants } from './grants.ts';
import { createKnownGrants } from './known-grants.ts';
import { createLeaseRows } from './lease-rows.ts';
import { onceATurn } from './once-a-turn.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { permissionVersionOf } from './permission-version.ts';
import { createSettings } from './settings.ts';
import { toStoreError } from './store-error.ts';
import { createTurns } from './turns.ts';
import { createUsage } from './usage.ts';

/** The parts of a store on one open file, whose methods answer at once. */
export type OpenParts = ReturnType<typeof openParts>;

/** Opens a file and prepares all that is asked of it. Throws a StoreError. */
export const openParts = (path: string, now: () => number, options: OpenOptions) => {
  const database = openDatabase(path, options);
  try {
    const version = permissionVersionOf(database);
    return {
      version,
      grants: createKnownGrants(createGrants(database, now), onceATurn(version), now),
      denials: createDenials(database, now),
      dismissals: createDismissals(database, now),
      settings: createSettings(database),
      audit: createAudit(database),
      usage: createUsage(database),
      turns: createTurns(database),
      leases: createLeaseRows(database, now),
      contents: createContents(database),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw toStoreError(error, path);
  }
};
