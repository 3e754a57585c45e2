import type { DatabaseSync } from 'node:sqlite';
import type { UsageRow } from '../../shared/access/usage.ts';
import { relaxedOn } from './relaxed.ts';

/** What grants were used for: counts, never content. */
export interface Usage {
  /** Adds to what is there for the day, the grant and the model. */
  add(row: UsageRow): void;
  /** From a day on and up to one, both included; the oldest first. */
  list(range?: { readonly since?: string | undefined; readonly until?: string | undefined }): UsageRow[];
}

export const createUsage = (database: DatabaseSync): Usage => {
  const addSql = database.prepare(
    `INSERT INTO usage (day, grantId, model, requests, errors, promptTokens, outputTokens, ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (day, grantId, model) DO UPDATE SET
       requests = requests + excluded.requests,
       errors = errors + excluded.errors,
       promptTokens = promptTokens + excluded.promptTokens,
       outputTokens = outputTokens + excluded.outputTokens,
       ms = ms + excluded.ms`,
  );
  const listSql = database.prepare(
    'SELECT * FROM usage WHERE day >= ? AND day <= ? ORDER BY day, grantId, model',
  );
  const relaxed = relaxedOn(database);

  return {
    add({ day, grantId, model, requests, errors, promptTokens, outputTokens, ms }) {
      relaxed(() =>
        addSql.run(day, grantId, model, requests, errors, promptTokens, outputTokens, Math.round(ms)),
      );
    },
    list: ({ since = '', until = '9999' } = {}) =>
      listSql.all(since, until).map((row) => ({ ...row }) as unknown as UsageRow),
  };
};
