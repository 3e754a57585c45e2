import type { Grant, Limits } from '../../shared/access/grant.ts';
import type { UsageRow } from '../../shared/access/usage.ts';
import type { Denial, Dismissal } from '../../shared/protocol/calls.ts';
import type { AuditEntry, StoreContents } from './store-contents.ts';

/** Fields that the store sets itself. */
type Kept = 'createdAt' | 'lastUsedAt' | 'revokedAt' | 'disabledAt';

export type NewGrant = Omit<Grant, Kept | 'limits'> & {
  readonly limits?: Limits | null;
  /** SHA-256 of the secret; null for a grant without one. */
  readonly digest: Uint8Array | null;
};

/** What a grant allows. Limits that are left out stay as they are. */
type Terms = Pick<Grant, 'scopes' | 'models' | 'expiresAt'> & { readonly limits?: Limits | null };

/** A grant with what its secret is compared with. */
export interface Credential {
  readonly grant: Grant;
  readonly digest: Uint8Array | null;
  /** The digest that was replaced by a rotation, and when it stops opening the grant. */
  readonly old: { readonly digest: Uint8Array; readonly until: number } | null;
}

/** The grants. Revoked ones are kept, so that a revoked key can be told from a wrong one. */
export interface Grants {
  create(grant: NewGrant): Promise<Grant>;
  /** Creates an approval, unless its caller has one in force: then undefined. */
  createSole(grant: NewGrant): Promise<Grant | undefined>;
  byId(id: string): Promise<Grant | undefined>;
  /** The grant and its digests in one read. */
  credential(id: string): Promise<Credential | undefined>;
  /** Those not revoked, the newest first. */
  forCaller(caller: string): Promise<Grant[]>;
  list(): Promise<Grant[]>;
  /** Binds a key to the first caller that uses it. False if it is bound already. */
  bind(id: string, caller: string): Promise<boolean>;
  /** Gives a grant other terms. Undefined if it is missing or revoked. */
  change(id: string, terms: Terms): Promise<Grant | undefined>;
  /** Replaces the secret of a key; the old one opens it until `oldUntil`. False if there is no such key. */
  rotate(id: string, digest: Uint8Array, oldUntil: number): Promise<boolean>;
  /** Disables or enables a grant. False if that changes nothing. */
  setDisabled(id: string, disabled: boolean): Promise<boolean>;
  /** Revokes a grant and the pairings made with it. False if there was nothing to revoke. */
  revoke(id: string): Promise<boolean>;
  /** Records the time of use, at most once a minute. */
  touch(id: string): Promise<void>;
}

/** Extensions that the user has refused. */
export interface Denials {
  add(caller: string): Promise<void>;
  has(caller: string): Promise<boolean>;
  /** False if the caller was not refused. */
  remove(caller: string): Promise<boolean>;
  list(): Promise<Denial[]>;
}

/** Approval windows that ended without an answer. */
export interface Dismissals {
  /** Counts one more. If the last one is `quietMs` ago or longer, the count starts again at one. */
  note(caller: string, quietMs: number): Promise<void>;
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

export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  list(): Promise<AuditEntry[]>;
}

/** What grants were used for: counts, never content. */
export interface Usage {
  /** Adds to the counts of the day, the grant and the model. */
  add(row: UsageRow): Promise<void>;
  /** The rows from one day to another, both included, the oldest first. */
  list(range?: {
    readonly since?: string | undefined;
    readonly until?: string | undefined;
  }): Promise<UsageRow[]>;
}

/** How many requests each grant has begun in a minute, counted by all processes together. */
export interface Turns {
  /** Counts one more request in a minute (of the epoch). Resolves with the count. */
  take(grantId: string, minute: number): Promise<number>;
}

/** A place among the requests that a grant may have running. */
export interface Lease {
  /** Gives the place back. */
  release(): void;
}

/** Counts what each grant has running, in all processes together. */
export interface Leases {
  /** A place, or undefined where all are taken. Rejects with a StoreError. */
  take(grantId: string, atMost: number): Promise<Lease | undefined>;
}

/** Reads and writes a whole store at once. */
export interface Contents {
  read(): Promise<StoreContents>;
  /** Writes everything into an empty store: all or nothing. */
  write(contents: StoreContents): Promise<void>;
}

/** What a transaction can read and change. */
export interface StoreParts {
  readonly grants: Grants;
  readonly denials: Denials;
  readonly dismissals: Dismissals;
  readonly settings: Settings;
  readonly audit: Audit;
}

/** Who may do what, for every process that serves. Every method rejects with a StoreError if the store fails. */
export interface Store extends StoreParts {
  readonly usage: Usage;
  readonly turns: Turns;
  readonly leases: Leases;
  readonly contents: Contents;
  /**
   * Makes all changes of `work`, or none if it rejects, and tells of them once. `work` must await nothing but the parts
   * that it is given: the store's own methods wait for the transaction to end. It must be safe to repeat, because it
   * runs again if another process was in the way.
   */
  transaction<Result>(work: (parts: StoreParts) => Promise<Result>): Promise<Result>;
  /** Calls `listener` after each change of permissions by any process. Returns how to stop. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** A use is recorded to the minute: each request would otherwise cost a write to the disk. */
export const TOUCH_STEP_MS = 60_000;
