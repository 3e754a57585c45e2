import type { AuditEntry } from '../audit.ts';
import type { Store } from '../open-store.ts';
import type { Database } from './query.ts';

export const createPostgresAudit = ({ query }: Database): Store['audit'] => ({
  async add({ at, act, subject, detail }) {
    await query('INSERT INTO turnkey_audit (at, act, subject, detail) VALUES ($1, $2, $3, $4)', [
      at,
      act,
      subject,
      detail ?? null,
    ]);
  },
  list: () => query<AuditEntry>('SELECT at, act, subject, detail FROM turnkey_audit ORDER BY position'),
});
