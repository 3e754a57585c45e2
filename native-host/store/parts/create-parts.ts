import type { StoreParts } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { createAudit } from './audit.ts';
import { createDenials } from './denials.ts';
import { createDismissals } from './dismissals.ts';
import { createGrants } from './grants.ts';
import { createSettings } from './settings.ts';

/**
 * What a transaction can use, on a database.
 * @param changed is called after each change of who may do what
 */
export const createParts = (sql: Sql, now: () => number, changed: () => void): StoreParts => ({
  grants: createGrants(sql, now, changed),
  denials: createDenials(sql, now, changed),
  dismissals: createDismissals(sql, now),
  settings: createSettings(sql),
  audit: createAudit(sql),
});
