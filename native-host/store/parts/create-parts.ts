import type { Audit, Settings, StoreParts } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { insertInto, select, TABLES, valuesOf } from '../tables.ts';
import { createErase } from './erase.ts';
import { createGrants } from './grants.ts';
import { createPause } from './pause.ts';
import { createDenials, createDismissals } from './refusals.ts';

const createSettings = ({ run }: Sql): Settings => ({
  async get(key) {
    const [row] = await run<{ value: string }>('SELECT value FROM {settings} WHERE key = ?', [key]);
    return row?.value;
  },
  async set(key, value) {
    if (value === null) await run('DELETE FROM {settings} WHERE key = ?', [key]);
    else {
      await run(
        `INSERT INTO {settings} (key, value) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [key, value],
      );
    }
  },
});

const ADD_AUDIT = insertInto('audit');
const LIST_AUDIT = select('audit');
const NEWEST_AUDIT = `SELECT position AS id, ${TABLES.audit.fields.join(', ')} FROM {audit}
  WHERE position < ?::bigint ORDER BY position DESC LIMIT ?::bigint`;

/** Only these acts have a grant's id as their detail. The detail of a denial is a name that the extension chose. */
const ABOUT = `SELECT position AS id, ${TABLES.audit.fields.join(', ')} FROM {audit}
   WHERE subject = ? OR (detail = ? AND act IN ('allowed', 'changed', 'paired'))
     OR (subject = ? AND act IN ('denied', 'undenied'))
   ORDER BY position DESC LIMIT ?::bigint`;

const createAudit = ({ run }: Sql): Audit => ({
  async add(entry) {
    await run(ADD_AUDIT, valuesOf('audit', { ...entry }));
  },
  list: () => run(LIST_AUDIT),
  newest: ({ limit, before = Number.MAX_SAFE_INTEGER }) => run(NEWEST_AUDIT, [before, limit]),
  about: ({ id, caller }, limit) => run(ABOUT, [id, id, caller ?? '', limit]),
});

/**
 * Creates the parts of a store on a database.
 * @param changed called after each change of permissions
 */
export const createParts = (sql: Sql, now: () => number, changed: () => void): StoreParts => ({
  grants: createGrants(sql, now, changed),
  denials: createDenials(sql, now, changed),
  dismissals: createDismissals(sql, now),
  settings: createSettings(sql),
  pause: createPause(sql, changed),
  audit: createAudit(sql),
  erase: createErase(sql, changed),
});
