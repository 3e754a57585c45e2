import type { Scope } from './scopes.ts';

/** How a grant was created: with a key, with *Allow* in the approval window, or by pairing a companion. */
export type GrantKind = 'key' | 'approval' | 'pairing';

/** Limits on the use of a grant. An omitted limit does not apply. Days and months are those of UTC. */
export interface Limits {
  /** Concurrent requests. */
  readonly concurrent?: number;
  /** Requests started per minute. */
  readonly perMinute?: number;
  readonly perDay?: number;
  readonly perMonth?: number;
  /** Tokens of prompts and output. A request that starts within the limit may exceed it. */
  readonly tokensPerDay?: number;
  readonly tokensPerMonth?: number;
}

/** What a grant is grouped by in usage and limits: `team`, `person`, or another name of the owner's. */
export type Labels = Readonly<Record<string, string>>;

/** The record behind every permission. Times are in milliseconds since the epoch. */
export interface Grant {
  /** Public ID: eight base62 characters, shown in lists, errors and the audit log. */
  readonly id: string;
  readonly name: string;
  /** The name that the extension claimed for itself, sanitized; null if it claimed none. Unverified. */
  readonly claimedName: string | null;
  readonly kind: GrantKind;
  /** The ID of the extension that may use it; null for a key that no extension has used yet. */
  readonly caller: string | null;
  readonly scopes: readonly Scope[];
  /** The names of the models that it may use; null for all local models. */
  readonly models: readonly string[] | null;
  readonly limits: Limits | null;
  readonly labels: Labels | null;
  /** `users`: its client may name end users, by whom usage is counted too. Null: what it names is ignored. */
  readonly trust: 'users' | null;
  /** `imported`: the owner chose the text of the key. Null: Turnkey generated it. */
  readonly origin: 'imported' | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** When it was disabled; null if it is enabled. */
  readonly disabledAt: number | null;
  /** For a pairing: the key that was exchanged for it. Revoking the key revokes the pairing. */
  readonly parent: string | null;
}

/** The state of a grant. A disabled grant can be enabled again; a revoked one cannot be restored. */
export type GrantState = 'active' | 'disabled' | 'expired' | 'revoked';

/**
 * The state of a grant at `now`, in milliseconds since the epoch. Only an `active` grant allows anything. The user's
 * decisions take precedence: a disabled grant stays `disabled` after it has expired.
 */
export const grantState = (
  { revokedAt, disabledAt, expiresAt }: Pick<Grant, 'revokedAt' | 'disabledAt' | 'expiresAt'>,
  now: number,
): GrantState => {
  if (revokedAt !== null) return 'revoked';
  if (disabledAt !== null) return 'disabled';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
};

/** The part of a grant that its own client may see. */
export type GrantSummary = Pick<Grant, 'id' | 'name' | 'kind' | 'scopes' | 'models' | 'expiresAt'>;

/** Returns the part of a grant that its own client may see. */
export const summarise = ({ id, name, kind, scopes, models, expiresAt }: Grant): GrantSummary => ({
  id,
  name,
  kind,
  scopes,
  models,
  expiresAt,
});
