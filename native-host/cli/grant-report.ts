import { type Grant, grantState } from '../../shared/access/grant.ts';
import { isoTime } from '../../shared/access/grant-json.ts';
import { limitsText } from './limit-options.ts';
import { labelsText } from './read-labels.ts';
import { table } from './table.ts';

/** Formats a time in UTC, to the minute. Returns `otherwise` for null. */
export const minute = (time: number | null, otherwise: string): string =>
  isoTime(time)?.slice(0, 16).replace('T', ' ') ?? otherwise;

const keyText = (grant: Grant): string => {
  if (grant.origin === 'imported') return 'imported';
  return grant.kind === 'key' ? `otk_${grant.id}_…` : 'none';
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
    ['Key', keyText(grant)],
    ['Scopes', grant.scopes.join(', ')],
    ['Models', grant.models?.join(', ') ?? 'all local ones'],
    ['Limits', limitsText(grant.limits)],
    ['Labels', labelsText(grant.labels)],
    ['End users', grant.trust === 'users' ? 'counted by Open WebUI’s headers' : 'not counted'],
    ['Created', minute(grant.createdAt, '')],
    ['Expires', minute(grant.expiresAt, 'never')],
    ['Last used', minute(grant.lastUsedAt, 'never')],
  ]);
