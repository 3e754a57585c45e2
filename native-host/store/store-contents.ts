import type { Grant } from '../../shared/access/grant.ts';
import type { RecentRequest } from '../../shared/access/recent-request.ts';
import type { AccountUsage, HourUsage } from '../../shared/access/usage.ts';
import type { Denial, Dismissal } from '../../shared/protocol/calls.ts';

type Act =
  | 'created'
  | 'imported'
  | 'bound'
  | 'allowed'
  | 'denied'
  | 'undenied'
  | 'changed'
  | 'renamed'
  | 'rotated'
  | 'disabled'
  | 'enabled'
  | 'revoked'
  | 'restored'
  | 'stopped'
  | 'paired'
  | 'paused'
  | 'resumed'
  | 'pairing'
  | 'upstream'
  | 'credential'
  | 'settings'
  | 'erased'
  | 'model-pull'
  | 'model-delete';

/** One administrative act. It contains nothing of any request. */
export interface AuditEntry {
  readonly at: number;
  readonly act: Act;
  readonly subject: string;
  readonly detail?: string;
  /** The id of the admin key that did it over HTTP; null for the command line, the companion and callers themselves. */
  readonly actor?: string | null;
}

/** A recorded act with its id, which grows with each. */
export interface ListedAuditEntry extends AuditEntry {
  readonly id: number;
}

/** A grant with its digests. */
export interface GrantRecord extends Grant {
  readonly digest: Uint8Array | null;
  readonly oldDigest: Uint8Array | null;
  readonly oldDigestUntil: number | null;
}

/** The contents of a store except request counts and leases, in the order in which they were written. */
export interface StoreContents {
  readonly grants: readonly GrantRecord[];
  readonly denials: readonly Denial[];
  readonly dismissals: readonly Dismissal[];
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  readonly audit: readonly AuditEntry[];
  readonly usage: readonly HourUsage[];
  readonly accounts: readonly AccountUsage[];
  /** Oldest first. */
  readonly recent: readonly RecentRequest[];
}

export type ContentsPart = keyof StoreContents;
