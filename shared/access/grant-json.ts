import { type Grant, type GrantState, grantState } from './grant.ts';

/** A grant as `--json` and the admin API write it. Times are ISO 8601 or null. Fields may be added, but never change. */
export interface GrantJson {
  readonly id: string;
  /** How the key starts; null for a grant without a key. */
  readonly prefix: string | null;
  readonly name: string;
  /** The name that the extension claims for itself; null if it claims none. */
  readonly claimedName: string | null;
  readonly kind: Grant['kind'];
  readonly state: GrantState;
  /** The extension id that it is bound to, `http`, or null if no caller has used it yet. */
  readonly caller: string | null;
  readonly scopes: Grant['scopes'];
  /** Null: every local model. */
  readonly models: Grant['models'];
  readonly limits: Grant['limits'];
  readonly labels: Grant['labels'];
  /** Whether usage is counted by the end users that its client names, too. */
  readonly trustsUserHeaders: boolean;
  /** Whether its text was chosen by its owner. */
  readonly imported: boolean;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly disabledAt: string | null;
  readonly revokedAt: string | null;
}

/** Formats a time in milliseconds as ISO 8601; null stays null. */
export const isoTime = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();

const prefixOf = ({ kind, id, origin }: Grant) => (kind === 'key' && !origin ? `otk_${id}_` : null);

/** Makes the JSON record of a grant. It never contains a secret. */
export const grantJson = (grant: Grant, now: number): GrantJson => ({
  id: grant.id,
  prefix: prefixOf(grant),
  name: grant.name,
  claimedName: grant.claimedName,
  kind: grant.kind,
  state: grantState(grant, now),
  caller: grant.caller,
  scopes: grant.scopes,
  models: grant.models,
  limits: grant.limits,
  labels: grant.labels,
  trustsUserHeaders: grant.trust === 'users',
  imported: grant.origin === 'imported',
  createdAt: isoTime(grant.createdAt) as string,
  expiresAt: isoTime(grant.expiresAt),
  lastUsedAt: isoTime(grant.lastUsedAt),
  disabledAt: isoTime(grant.disabledAt),
  revokedAt: isoTime(grant.revokedAt),
});
