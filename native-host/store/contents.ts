import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { CONTENTS_PARTS, type Contents, type ContentsPart, type StoreContents } from './store-contents.ts';

type Row = Readonly<Record<string, unknown>>;

interface Table {
  readonly columns: readonly string[];
  readonly order: string;
  /** Columns that hold JSON. */
  readonly json?: readonly string[];
}

const GRANT_COLUMNS = [
  ...['id', 'name', 'kind', 'caller', 'digest', 'oldDigest', 'oldDigestUntil', 'scopes', 'models', 'limits'],
  ...['createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt', 'disabledAt', 'parent'],
];

const TABLES: Readonly<Record<ContentsPart, Table>> = {
  grants: { columns: GRANT_COLUMNS, order: 'createdAt, rowid', json: ['scopes', 'models', 'limits'] },
  denials: { columns: ['caller', 'deniedAt'], order: 'deniedAt, caller' },
  dismissals: { columns: ['caller', 'dismissedAt', 'times'], order: 'dismissedAt, caller' },
  settings: { columns: ['key', 'value'], order: 'key' },
  audit: { columns: ['at', 'act', 'subject', 'detail'], order: 'rowid' },
  usage: {
    columns: ['grantId', 'day', 'model', 'requests', 'errors', 'promptTokens', 'outputTokens', 'ms'],
    order: 'day, grantId, model',
  },
};

const parse = (value: unknown) => (value === null ? null : JSON.parse(value as string));

export const createContents = (database: DatabaseSync): Contents => {
  const atomically = <Result>(begin: string, work: () => Result): Result => {
    database.exec(begin);
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  const readPart = (part: ContentsPart): Row[] => {
    const { columns, order, json = [] } = TABLES[part];
    const rows = database.prepare(`SELECT ${columns.join(', ')} FROM ${part} ORDER BY ${order}`).all();
    return rows.map((row) => ({
      ...row,
      ...Object.fromEntries(json.map((name) => [name, parse(row[name])])),
    }));
  };

  const writePart = (part: ContentsPart, rows: readonly Row[]) => {
    const { columns, json = [] } = TABLES[part];
    const places = columns.map(() => '?').join(', ');
    const insert = database.prepare(`INSERT INTO ${part} (${columns.join(', ')}) VALUES (${places})`);
    for (const row of rows) {
      const values = columns.map((name) => {
        const value = row[name] ?? null;
        return json.includes(name) && value !== null ? JSON.stringify(value) : value;
      });
      insert.run(...(values as SQLInputValue[]));
    }
  };

  return {
    read: () =>
      atomically('BEGIN', () => {
        const parts = CONTENTS_PARTS.map((part) => [part, readPart(part)]);
        return Object.fromEntries(parts) as unknown as StoreContents;
      }),
    write: (contents) =>
      atomically('BEGIN IMMEDIATE', () => {
        for (const part of CONTENTS_PARTS) writePart(part, contents[part] as unknown as readonly Row[]);
      }),
  };
};
