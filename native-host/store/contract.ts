import type { Grant, Labels, Limits } from '../../shared/access/grant.ts';
import type { ListedRequest, RecentRequest } from '../../shared/access/recent-request.ts';
import type { AccountTotals, AccountUsage, HourUsage, UsageRow } from '../../shared/access/usage.ts';
import type { Denial, Dismissal } from '../../shared/protocol/calls.ts';
import { MAX_RECENT_ROWS } from '../../shared/protocol/limits.ts';
import type { AuditEntry, ListedAuditEntry, StoreContents } from './store-contents.ts';

/** Fields that the store sets. */
type SetByStore = 'createdAt' | 'lastUsedAt' | 'revokedAt' | 'disabledAt';

/** Fields that are null unless they are given. */
type Nullable = 'limits' | 'claimedName' | 'labels' | 'trust' | 'origin';

export type NewGrant = Omit<Grant, SetByStore | Nullable> & {
  readonly limits?: Limits | null;
  readonly claimedName?: string | null;
  readonly labels?: Labels | null;
  readonly trust?: Grant['trust'];
  readonly origin?: Grant['origin'];
  /** SHA-256 of the secret; null for a grant without one. */
  readonly digest: Uint8Array | null;
};

/** What a grant allows, and until when. Omitted limits stay as they are. */
type Terms = Pick<Grant, 'scopes' | 'models' | 'expiresAt'> & { readonly limits?: Limits | null };

/** How a key is described: changes of it are no changes of what it allows. */
type Description = Pick<Grant, 'name' | 'labels' | 'trust'>;

/** A grant with the digests of its secrets. */
export interface Credential {
  readonly grant: Grant;
  readonly digest: Uint8Array | null;
  /** The digest that a rotation replaced. `until`: milliseconds since the epoch at which it expires. */
  readonly old: { readonly digest: Uint8Array; readonly until: number } | null;
}

/** The grants. Revoked ones are kept, to distinguish a revoked key from a wrong one. */
export interface Grants {
  create(grant: NewGrant): Promise<Grant>;
  /** Creates an approval. Undefined if its caller already has one in force. */
  createSole(grant: NewGrant): Promise<Grant | undefined>;
  byId(id: string): Promise<Grant | undefined>;
  /** The grant and its digests in one read. */
  credential(id: string): Promise<Credential | undefined>;
  /** The grants of a caller that are not revoked, newest first. */
  forCaller(caller: string): Promise<Grant[]>;
  list(): Promise<Grant[]>;
  /** Binds a key to a caller. False if it is already bound. */
  bind(id: string, caller: string): Promise<boolean>;
  /** Changes the terms of a grant. Undefined if it is missing or revoked. */
  change(id: string, terms: Terms): Promise<Grant | undefined>;
  /** The grant of a key whose text the owner chose, by the digest of that text. */
  byDigest(digest: Uint8Array): Promise<Credential | undefined>;
  /** Changes name, labels and trust of a grant. Undefined if it is missing or revoked. */
  describe(id: string, description: Description): Promise<Grant | undefined>;
  /** Renames a grant. Undefined if it is missing or revoked. */
  rename(id: string, name: string): Promise<Grant | undefined>;
  /**
   * Records the name that the extension claims, also as the name of an approval that the user has not renamed. False if
   * that changes nothing.
   */
  claimName(id: string, claimedName: string): Promise<boolean>;
  /** Replaces the secret of a key. The old one stays valid until `oldUntil`. False if there is no such key. */
  rotate(id: string, digest: Uint8Array, oldUntil: number): Promise<boolean>;
  /** Disables or enables a grant. False if that changes nothing. */
  setDisabled(id: string, disabled: boolean): Promise<boolean>;
  /** Revokes a grant and the pairings made with it. False if there was nothing to revoke. */
  revoke(id: string): Promise<boolean>;
  /**
   * Undoes the revocation of a grant that was revoked at `since` (milliseconds since the epoch) or later, and of the pairings
   * that it revoked. False if there is no such grant.
   */
  restore(id: string, since: number): Promise<boolean>;
  /** Records the time of use, at most once per {@link TOUCH_STEP_MS}. */
  touch(id: string): Promise<void>;
}

/** Extensions that the user has denied. */
export interface Denials {
  add(caller: string): Promise<void>;
  has(caller: string): Promise<boolean>;
  /** False if the caller was not denied. */
  remove(caller: string): Promise<boolean>;
  list(): Promise<Denial[]>;
}

/** Prompts that ended without an answer. */
export interface Dismissals {
  /** Counts one more. The count restarts at one if the last one is `expiryMs` or more ago. */
  note(caller: string, expiryMs: number): Promise<void>;
  get(caller: string): Promise<Dismissal | undefined>;
  forget(caller: string): Promise<void>;
  list(): Promise<Dismissal[]>;
}

/** Settings by name. */
export interface Settings {
  get(key: string): Promise<string | undefined>;
  /** Null removes the setting. */
  set(key: string, value: string | null): Promise<void>;
}

/** Whether the user has paused all extensions. */
export interface Pause {
  get(): Promise<boolean>;
  /** False if that changes nothing. */
  set(paused: boolean): Promise<boolean>;
}

export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  list(): Promise<AuditEntry[]>;
  /** At most `limit` acts, newest first. `before`: only those recorded before the one with this id. */
  newest(range: {
    readonly limit: number;
    readonly before?: number | undefined;
  }): Promise<ListedAuditEntry[]>;
  /** The acts on a grant, or on the requests of its caller, newest first. */
  about(
    grant: { readonly id: string; readonly caller: string | null },
    limit: number,
  ): Promise<ListedAuditEntry[]>;
}

/** How much grants were used: counts, never content. */
export interface Usage {
  /** Adds to the counts of the hour, the grant and the model of each row, which no two of them share. */
  add(...rows: readonly HourUsage[]): Promise<void>;
  /** The rows of a range of days (`2026-11-24`), both ends included, oldest first. */
  list(range?: {
    readonly since?: string | undefined;
    readonly until?: string | undefined;
  }): Promise<UsageRow[]>;
  /** At most `atMost` rows whose hour began from `since` to before `until`, newest first. Those are compacted in time. */
  hours(range: {
    readonly since: number;
    readonly until: number;
    readonly atMost: number;
  }): Promise<HourUsage[]>;
  /**
   * Merges hours that began before a time into days: those of the oldest 24, because more could block the event loop.
   * Changes no count of a day.
   */
  compact(before: number): Promise<void>;
}

/** The newest requests of all grants, at most {@link MAX_RECENT}. */
export interface RecentRequests {
  add(requests: readonly RecentRequest[]): Promise<void>;
  /** At most `limit` requests, newest first. `before`: only those recorded before the one with this id. */
  list(range: { readonly limit: number; readonly before?: number | undefined }): Promise<ListedRequest[]>;
}

/** How many requests each grant has begun per minute, in all processes. */
export interface RequestCounts {
  /** Counts one more request. `minute`: minutes since the epoch. Resolves with the count of that minute. */
  add(grantId: string, minute: number): Promise<number>;
}

/** What a grant, or all grants with a label, have used in a day or a month. */
export interface QuotaUse {
  readonly requests: number;
  readonly tokens: number;
}

/** Use per day and month of UTC, in all processes. */
export interface Quotas {
  /**
   * Counts one more request, unless either limit is reached. Resolves with the use afterwards, or with what was used and
   * `refused`. `subject`: the id of a grant, or a label. `period`: `2026-11-26` or `2026-11`.
   */
  take(
    subject: string,
    period: string,
    most: { readonly requests: number; readonly tokens: number },
  ): Promise<QuotaUse & { readonly refused: boolean }>;
  /** Adds to the use: tokens, or a request that was counted and then refused. */
  add(subject: string, period: string, use: QuotaUse): Promise<void>;
}

/** How much the end users of trusted keys have used. */
export interface Accounts {
  /** Adds to the counts of the day, the grant and the account of each row, which no two of them share. */
  add(...rows: readonly AccountUsage[]): Promise<void>;
  /** The rows of a range of days, both ends included, oldest first. */
  list(range?: { readonly since?: string; readonly until?: string }): Promise<AccountUsage[]>;
  /** The sums of a range of days by key and user, those with the most requests first. */
  totals(range: {
    readonly since: string;
    readonly until: string;
    readonly atMost: number;
  }): Promise<AccountTotals[]>;
}

/** The right to run one request. */
export interface Lease {
  release(): void;
}

/** Bounds how many requests each grant runs at once, in all processes. */
export interface Leases {
  /** Resolves with undefined if `atMost` leases are in use. */
  take(grantId: string, atMost: number): Promise<Lease | undefined>;
}

/** Reads and writes a whole store, to copy it. */
export interface Contents {
  read(): Promise<StoreContents>;
  /** Writes everything into an empty store, or nothing if that fails. */
  write(contents: StoreContents): Promise<void>;
}

/** Removes what was recorded. */
export interface Erase {
  /** Removes what is recorded of requests. */
  usage(): Promise<void>;
  /** Removes the same, and all denials, dismissals, audit entries, and all grants but these. The settings stay. */
  allBut(grantIds: readonly string[]): Promise<void>;
}

/** What a transaction can use. */
export interface StoreParts {
  readonly grants: Grants;
  readonly denials: Denials;
  readonly dismissals: Dismissals;
  readonly settings: Settings;
  readonly pause: Pause;
  readonly audit: Audit;
  readonly erase: Erase;
}

/** The permissions and usage of one user, shared by all their processes. Methods reject with a StoreError. */
export interface Store extends StoreParts {
  readonly usage: Usage;
  readonly recent: RecentRequests;
  readonly accounts: Accounts;
  readonly requestCounts: RequestCounts;
  readonly quotas: Quotas;
  readonly leases: Leases;
  readonly contents: Contents;
  /**
   * Makes all changes of `work`, or none if it rejects, and notifies listeners once. `work` may await only the parts that
   * it receives, because the store's own methods wait until the transaction ends. It must be safe to repeat, because it
   * runs again after a conflict with another process.
   */
  transaction<Result>(work: (parts: StoreParts) => Promise<Result>): Promise<Result>;
  /**
   * A token for the permissions as they are now, to cache what depends on them: another object after each change by any
   * process. Undefined while changes may be missed, so that nothing may be cached.
   */
  permissions(): object | undefined;
  /** Calls `listener` after each change of permissions by any process. Returns a function that stops that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Milliseconds between two recorded uses of a grant: recording each request would cost a disk write each. */
export const TOUCH_STEP_MS = 60_000;

/** How many requests are kept for the list of recent ones: what one call returns. */
export const MAX_RECENT = MAX_RECENT_ROWS;
