import type { Scope } from './scopes.ts';

/** How a grant came to be: by a key, by *Allow* in the approval window, or by pairing a companion. */
export type GrantKind = 'key' | 'approval' | 'pairing';

/** How much a grant may be used. A limit that is not named does not hold. */
export interface Limits {
  /** Requests at once. */
  readonly concurrent?: number;
  /** Requests that begin within a minute. */
  readonly perMinute?: number;
}

/** The one record behind every permission. Times are milliseconds since the epoch. */
export interface Grant {
  /** Public id: eight base62 characters, shown in lists, errors and records. */
  readonly id: string;
  readonly name: string;
  readonly kind: GrantKind;
  /** The extension id that may use it; null: a key that no extension has used yet. */
  readonly caller: string | null;
  readonly scopes: readonly Scope[];
  /** Model names that it may use; null: every local model. */
  readonly models: readonly string[] | null;
  readonly limits: Limits | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** Since when it is not to be used, until it is enabled again. */
  readonly disabledAt: number | null;
  /** The key that a pairing was exchanged for: revoking the key revokes it too. */
  readonly parent: string | null;
}

/** Whether a grant is in force. A disabled grant can be enabled again; a revoked one stays revoked. */
export type GrantState = 'active' | 'disabled' | 'expired' | 'revoked';

/**
 * The one definition of "in force": only an `active` grant allows anything. The order is that of the user's decisions:
 * a grant that the user has disabled reads as disabled even after its end. `now` is in milliseconds since the epoch.
 */
export const grantState = (
  { revokedAt, disabledAt, expiresAt }: Pick<Grant, 'revokedAt' | 'disabledAt' | 'expiresAt'>,
  now: number,
): GrantState => {
  if (revokedAt !== null) return 'revoked';
  if (disabledAt !== null) return 'disabled';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
};

/** What a client is told of its own grant. */
export type GrantSummary = Pick<Grant, 'id' | 'name' | 'kind' | 'scopes' | 'models' | 'expiresAt'>;

export const summarise = ({ id, name, kind, scopes, models, expiresAt }: Grant): GrantSummary => ({
  id,
  name,
  kind,
  scopes,
  models,
  expiresAt,
});
