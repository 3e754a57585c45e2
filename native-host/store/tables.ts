import type { Grant } from '../../shared/access/grant.ts';
import type { RecentRequest } from '../../shared/access/recent-request.ts';
import type { UsageCounts } from '../../shared/access/usage.ts';
import type { ContentsPart, GrantRecord } from './store-contents.ts';

/** The fields of a grant except its digests, which do not leave the store. */
const GRANT_FIELDS = [
  ...(['id', 'name', 'kind', 'caller', 'scopes', 'models', 'limits', 'createdAt', 'expiresAt'] as const),
  ...([
    'claimedName',
    'lastUsedAt',
    'revokedAt',
    'disabledAt',
    'parent',
    'labels',
    'trust',
    'origin',
  ] as const),
] satisfies readonly (keyof Grant)[];

const CREDENTIAL_FIELDS = [
  ...GRANT_FIELDS,
  ...(['digest', 'oldDigest', 'oldDigestUntil'] as const),
] satisfies readonly (keyof GrantRecord)[];

const RECENT_FIELDS = [
  ...(['at', 'grantId', 'model', 'operation', 'state', 'status', 'code'] as const),
  ...(['promptTokens', 'outputTokens', 'estimated', 'account', 'firstMs', 'outputMs', 'ms'] as const),
] satisfies readonly (keyof RecentRequest)[];

/** The counts of usage, which are added up. */
export const COUNTS = [
  ...(['requests', 'errors', 'promptTokens', 'outputTokens', 'estimated', 'ms'] as const),
] satisfies readonly (keyof UsageCounts)[];

/** The sums of these counts. PostgreSQL's sum of integers has another type. */
export const SUMS = COUNTS.map((name) => `sum(${name})::bigint AS ${name}`).join(', ');

interface Table {
  /** Columns, by their names in the code. */
  readonly fields: readonly string[];
  /** Order of reading. Text is sorted by its bytes, independently of the locale of the database. */
  readonly order: string;
}

/** The tables that are copied with a store. */
export const TABLES: Readonly<Record<ContentsPart, Table>> = {
  grants: { fields: CREDENTIAL_FIELDS, order: 'createdAt, position' },
  denials: { fields: ['caller', 'deniedAt'], order: 'deniedAt, caller COLLATE "C"' },
  dismissals: { fields: ['caller', 'dismissedAt', 'times'], order: 'dismissedAt, caller COLLATE "C"' },
  settings: { fields: ['key', 'value'], order: 'key COLLATE "C"' },
  audit: { fields: ['at', 'act', 'subject', 'detail', 'actor'], order: 'position' },
  usage: {
    fields: ['grantId', 'day', 'hour', 'model', ...COUNTS],
    order: 'day, hour, grantId COLLATE "C", model COLLATE "C"',
  },
  accounts: {
    fields: ['grantId', 'day', 'account', ...COUNTS],
    order: 'day, grantId COLLATE "C", account COLLATE "C"',
  },
  recent: { fields: RECENT_FIELDS, order: 'position' },
};

export const CONTENTS_PARTS = Object.keys(TABLES) as readonly ContentsPart[];

/** Fields that are written as JSON text. */
export const JSON_FIELDS: ReadonlySet<string> = new Set(['scopes', 'models', 'limits', 'labels']);

export type Row = Readonly<Record<string, unknown>>;

export const GRANT = GRANT_FIELDS.join(', ');

export const CREDENTIAL = CREDENTIAL_FIELDS.join(', ');

/** The condition of `grantState(grant, now) === 'active'`; its one parameter is `now`. */
export const IN_FORCE =
  'revokedAt IS NULL AND disabledAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?::bigint)';

/** A statement that selects rows of a table in its order. */
export const select = (part: ContentsPart, where = 'TRUE', what = TABLES[part].fields.join(', ')): string =>
  `SELECT ${what} FROM {${part}} WHERE ${where} ORDER BY ${TABLES[part].order}`;

/** A statement that inserts rows with all their fields. */
export const insertInto = (part: ContentsPart, rows = 1): string => {
  const { fields } = TABLES[part];
  const row = `(${fields.map(() => '?').join(', ')})`;
  return `INSERT INTO {${part}} (${fields.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`;
};

export const toJson = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));

/** The values of a row, in the order of its table's fields. */
export const valuesOf = (part: ContentsPart, row: Row): unknown[] =>
  TABLES[part].fields.map((field) => (JSON_FIELDS.has(field) ? toJson(row[field]) : (row[field] ?? null)));
