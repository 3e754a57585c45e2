import type { Grant } from '../../shared/access/grant.ts';
import type { UsageRow } from '../../shared/access/usage.ts';
import type { Denial, Dismissal } from '../../shared/protocol/calls.ts';
import type { AuditEntry } from './audit.ts';

/** A grant with what else is kept of it. */
export interface GrantRecord extends Grant {
  readonly digest: Uint8Array | null;
  readonly oldDigest: Uint8Array | null;
  readonly oldDigestUntil: number | null;
}

/** All that a store holds but what it counts by the minute, in the order in which it came to be. */
export interface StoreContents {
  readonly grants: readonly GrantRecord[];
  readonly denials: readonly Denial[];
  readonly dismissals: readonly Dismissal[];
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  readonly audit: readonly AuditEntry[];
  readonly usage: readonly UsageRow[];
}

export type ContentsPart = keyof StoreContents;

export const CONTENTS_PARTS: readonly ContentsPart[] = [
  'grants',
  'denials',
  'dismissals',
  'settings',
  'audit',
  'usage',
];

/** Reads and writes a whole store at once. */
export interface Contents {
  read(): StoreContents;
  /** Puts all of it into a store that is empty: all or nothing. */
  write(contents: StoreContents): void;
}
