import type { Grants, Store, Usage } from './contract.ts';
import { createEra } from './era.ts';
import { createKnownGrants, type KnownGrants } from './known-grants.ts';
import { createKnownPause } from './known-pause.ts';
import { createLastingUsage, type LastingUsage } from './lasting-usage.ts';
import { createLeases, type LeaseRows } from './leases.ts';
import { createAccounts } from './parts/accounts.ts';
import { createContents } from './parts/contents.ts';
import { createParts } from './parts/create-parts.ts';
import { createQuotas } from './parts/quotas.ts';
import { createRecent, type StoredRequests } from './parts/recent.ts';
import { createRequestCounts, createUsage } from './parts/usage.ts';
import type { Sql } from './sql.ts';

/** What differs between databases. */
interface Database {
  readonly sql: Sql;
  readonly snapshot: Sql['transaction'];
  readonly leaseRows: LeaseRows;
  readonly leaseSeconds: number | undefined;
  now(): number;
  /** Differs after each change of permissions. While it is undefined, no grant is cached. */
  version(): number | string | undefined;
  /** Called after each change of permissions by this process. */
  changed(): void;
  /** @default runs the statement as `sql` does */
  readonly touch?: Grants['touch'];
  /** @default runs the statement as `sql` does */
  readonly addUsage?: Usage['add'];
}

type Composed = Omit<Store, 'onChange' | 'close'> & {
  readonly grants: KnownGrants;
  readonly usage: LastingUsage;
  readonly recent: StoredRequests;
  readonly leases: ReturnType<typeof createLeases>;
};

/** Composes a store on a database. The database adds `onChange` and `close`. */
export const composeStore = (database: Database): Composed => {
  const { sql, snapshot, leaseRows, leaseSeconds, now, version, touch, addUsage } = database;
  const era = createEra(version);
  const changed = () => {
    era.end();
    known.forget();
    pause.forget();
    database.changed();
  };
  const parts = createParts(sql, now, changed);
  const known = createKnownGrants({ ...parts.grants, ...(touch && { touch }) }, version, now);
  const pause = createKnownPause(parts.pause, version);
  return {
    ...parts,
    grants: known,
    pause,
    usage: createLastingUsage(createUsage(sql), addUsage),
    recent: createRecent(sql),
    accounts: createAccounts(sql),
    requestCounts: createRequestCounts(sql),
    quotas: createQuotas(sql),
    leases: createLeases(leaseRows, leaseSeconds),
    contents: createContents(snapshot, sql.transaction),
    permissions: era.token,
    async transaction(work) {
      let isChanged = false;
      const note = () => {
        isChanged = true;
      };
      const result = await sql.transaction((within) => work(createParts(within, now, note)));
      if (isChanged) changed();
      return result;
    },
  };
};
