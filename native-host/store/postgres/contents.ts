import type { Later } from '../later.ts';
import { CONTENTS_PARTS, type Contents, type ContentsPart, type StoreContents } from '../store-contents.ts';
import type { Database } from './query.ts';

type Row = Readonly<Record<string, unknown>>;

interface Table {
  /** By the name that the field has elsewhere. */
  readonly columns: Readonly<Record<string, string>>;
  readonly order: string;
}

const TABLES: Readonly<Record<ContentsPart, Table>> = {
  grants: {
    columns: {
      id: 'id',
      name: 'name',
      kind: 'kind',
      caller: 'caller',
      digest: 'digest',
      oldDigest: 'old_digest',
      oldDigestUntil: 'old_digest_until',
      scopes: 'scopes',
      models: 'models',
      limits: 'limits',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
      lastUsedAt: 'last_used_at',
      revokedAt: 'revoked_at',
      disabledAt: 'disabled_at',
      parent: 'parent',
    },
    order: 'created_at, position',
  },
  denials: { columns: { caller: 'caller', deniedAt: 'denied_at' }, order: 'denied_at, caller COLLATE "C"' },
  dismissals: {
    columns: { caller: 'caller', dismissedAt: 'dismissed_at', times: 'times' },
    order: 'dismissed_at, caller COLLATE "C"',
  },
  settings: { columns: { key: 'key', value: 'value' }, order: 'key COLLATE "C"' },
  audit: { columns: { at: 'at', act: 'act', subject: 'subject', detail: 'detail' }, order: 'position' },
  usage: {
    columns: {
      grantId: 'grant_id',
      day: 'day',
      model: 'model',
      requests: 'requests',
      errors: 'errors',
      promptTokens: 'prompt_tokens',
      outputTokens: 'output_tokens',
      ms: 'ms',
    },
    order: 'day, grant_id COLLATE "C", model COLLATE "C"',
  },
};

/** Columns of JSON: the client would write a list as one of PostgreSQL's own. */
const JSON_FIELDS = new Set(['scopes', 'models', 'limits']);

const toValue = (field: string, value: unknown) =>
  JSON_FIELDS.has(field) && value !== null ? JSON.stringify(value) : (value ?? null);

const fromValue = (value: unknown) => (Buffer.isBuffer(value) ? new Uint8Array(value) : value);

export const createPostgresContents = ({ transaction }: Database): Later<Contents> => ({
  read: () =>
    transaction(async (query) => {
      // One picture of all tables, whatever is written meanwhile.
      await query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const contents: Record<string, Row[]> = {};
      for (const part of CONTENTS_PARTS) {
        const { columns, order } = TABLES[part];
        const fields = Object.entries(columns).map(([field, column]) => `${column} AS "${field}"`);
        const rows = await query<Record<string, unknown>>(
          `SELECT ${fields.join(', ')} FROM turnkey_${part} ORDER BY ${order}`,
        );
        contents[part] = rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([field, value]) => [field, fromValue(value)])),
        );
      }
      return contents as unknown as StoreContents;
    }),
  write: (contents) =>
    transaction(async (query) => {
      for (const part of CONTENTS_PARTS) {
        const columns = Object.entries(TABLES[part].columns);
        const places = columns.map((_, at) => `$${at + 1}`);
        const names = columns.map(([, column]) => column);
        const text = `INSERT INTO turnkey_${part} (${names.join(', ')}) VALUES (${places.join(', ')})`;
        for (const row of contents[part] as unknown as readonly Row[]) {
          await query(
            text,
            columns.map(([field]) => toValue(field, row[field])),
          );
        }
      }
    }),
});
