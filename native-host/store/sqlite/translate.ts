import { JSON_FIELDS, type Row } from '../tables.ts';

/** A statement in SQLite's syntax: its values have no types, and a write transaction locks the whole file. */
export const toSqlite = (text: string): string =>
  text
    .replaceAll(/\{(\w+)\}/g, '$1')
    .replaceAll(/::\w+| FOR (?:SHARE|UPDATE)\b| COLLATE "C"/g, '')
    .replaceAll(/\bposition\b/g, 'rowid');

/** A row with its JSON read. */
export const fromSqlite = <Found>(row: Row): Found => {
  const found: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    found[field] = JSON_FIELDS.has(field) && value !== null ? JSON.parse(value as string) : value;
  }
  return found as Found;
};
