import { JSON_FIELDS, type Row } from '../tables.ts';

/** Translates a statement to SQLite, which needs neither casts nor row locks. */
export const toSqlite = (text: string): string =>
  text
    .replaceAll(/\{(\w+)\}/g, '$1')
    .replaceAll(/::\w+| FOR (?:SHARE|UPDATE)\b| COLLATE "C"/g, '')
    .replaceAll(/\bposition\b/g, 'rowid');

/** Parses the JSON fields of a row. */
export const fromSqlite = <Found>(row: Row): Found => {
  const found: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    found[field] = JSON_FIELDS.has(field) && value !== null ? JSON.parse(value as string) : value;
  }
  return found as Found;
};
