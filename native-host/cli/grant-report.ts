import { type Grant, type GrantState, grantState } from '../../shared/access/grant.ts';
import { table } from './table.ts';

/** A grant as `--json` prints it. Times are ISO 8601 or null. Fields may be added, but never change. */
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
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly disabledAt: string | null;
  readonly revokedAt: string | null;
}

/** Formats a time in milliseconds as ISO 8601; null stays null. */
export const isoTime = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();

const prefixOf = ({ kind, id }: Grant) => (kind === 'key' ? `otk_${id}_` : null);

/** Makes the `--json` record of a grant. It never contains a secret. */
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
  createdAt: isoTime(grant.createdAt) as string,
  expiresAt: isoTime(grant.expiresAt),
  lastUsedAt: isoTime(grant.lastUsedAt),
  disabledAt: isoTime(grant.disabledAt),
  revokedAt: isoTime(grant.revokedAt),
});

/** Formats a time in UTC, to the minute. Returns `otherwise` for null. */
export const minute = (time: number | null, otherwise: string): string =>
  isoTime(time)?.slice(0, 16).replace('T', ' ') ?? otherwise;

const limitsText = ({ limits }: Grant): string => {
  const parts = [
    limits?.concurrent !== undefined && `${limits.concurrent} at once`,
    limits?.perMinute !== undefined && `${limits.perMinute} per minute`,
  ].filter((part) => typeof part === 'string');
  return parts.join(', ') || 'none';
};

/** Formats grants as a table. */
export const grantTable = (grants: readonly Grant[], now: number): string =>
  table([
    ['id', 'name', 'kind', 'state', 'caller', 'scopes', 'models', 'expires', 'last used'],
    ...grants.map((grant) => [
      grant.id,
      grant.name,
      grant.kind,
      grantState(grant, now),
      grant.caller ?? '-',
      grant.scopes.join(','),
      grant.models?.join(',') ?? 'all local',
      minute(grant.expiresAt, 'never'),
      minute(grant.lastUsedAt, 'never'),
    ]),
  ]);

/** Formats one grant, one field a line. */
export const grantLines = (grant: Grant, now: number): string =>
  table([
    ['Id', grant.id],
    ['Name', grant.name],
    ['Claimed name', grant.claimedName ?? 'none'],
    ['Kind', grant.kind],
    ['State', grantState(grant, now)],
    ['Caller', grant.caller ?? 'none yet'],
    ['Key', prefixOf(grant) === null ? 'none' : `${prefixOf(grant)}…`],
    ['Scopes', grant.scopes.join(', ')],
    ['Models', grant.models?.join(', ') ?? 'all local ones'],
    ['Limits', limitsText(grant)],
    ['Created', minute(grant.createdAt, '')],
    ['Expires', minute(grant.expiresAt, 'never')],
    ['Last used', minute(grant.lastUsedAt, 'never')],
  ]);
