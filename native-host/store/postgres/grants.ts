import type { Grant } from '../../../shared/access/grant.ts';
import { type Grants, type NewGrant, TOUCH_STEP_MS } from '../grants.ts';
import type { Later } from '../later.ts';
import type { Database } from './query.ts';

const FIELDS = `id, name, kind, caller, scopes, models, limits, created_at AS "createdAt",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt",
  disabled_at AS "disabledAt", parent`;

const json = (value: unknown) => (value == null ? null : JSON.stringify(value));

export const createPostgresGrants = ({ query, transaction }: Database, now: () => number): Later<Grants> => {
  /** When this process last noted a use: most need not ask the database at all. */
  const noted = new Map<string, number>();

  const one = async (text: string, values: readonly unknown[]): Promise<Grant | undefined> =>
    (await query<Grant>(text, values))[0];

  const byId = (id: string) => one(`SELECT ${FIELDS} FROM turnkey_grants WHERE id = $1`, [id]);

  /** Whether a statement that gives back what it changed has changed anything. */
  const changed = async (text: string, values: readonly unknown[]) => (await query(text, values)).length > 0;

  // The child of a grant that was revoked a moment ago, by another process, is born revoked: the row lock waits for a
  // revocation that is under way.
  const insert = async (
    ask: Database['query'],
    grant: NewGrant,
    condition = '',
  ): Promise<Grant | undefined> => {
    const { id, name, kind, caller, digest, scopes, models, limits, expiresAt, parent } = grant;
    const what = [json(scopes), json(models), json(limits)];
    const [made] = await ask<Grant>(
      `INSERT INTO turnkey_grants
         (id, name, kind, caller, digest, scopes, models, limits, created_at, expires_at, parent, revoked_at)
       SELECT $1, $2, $3, $4, $5::bytea, $6::jsonb, $7::jsonb, $8::jsonb, $9::bigint, $10::bigint, $11,
         (SELECT revoked_at FROM turnkey_grants WHERE id = $11 FOR SHARE) ${condition}
       RETURNING ${FIELDS}`,
      [id, name, kind, caller, digest, ...what, now(), expiresAt, parent],
    );
    return made;
  };

  return {
    create: async (grant) => (await insert(query, grant)) as Grant,
    createSole: (grant) =>
      transaction(async (within) => {
        // Two statements: the second sees what was made while the first waited for its turn with this caller.
        await within('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [grant.caller]);
        return insert(
          within,
          grant,
          `WHERE NOT EXISTS (SELECT 1 FROM turnkey_grants WHERE caller = $4 AND kind = 'approval'
             AND revoked_at IS NULL AND disabled_at IS NULL AND (expires_at IS NULL OR expires_at > $9))`,
        );
      }),
    byId,
    async digestOf(id) {
      const [row] = await query<{ digest: Buffer | null }>(
        'SELECT digest FROM turnkey_grants WHERE id = $1',
        [id],
      );
      return row?.digest ? new Uint8Array(row.digest) : undefined;
    },
    async oldDigestOf(id) {
      const [row] = await query<{ digest: Buffer; until: number }>(
        `SELECT old_digest AS digest, old_digest_until AS until FROM turnkey_grants
         WHERE id = $1 AND old_digest IS NOT NULL`,
        [id],
      );
      return row && { digest: new Uint8Array(row.digest), until: row.until };
    },
    forCaller: (caller) =>
      query<Grant>(
        `SELECT ${FIELDS} FROM turnkey_grants WHERE caller = $1 AND revoked_at IS NULL
         ORDER BY created_at DESC, position DESC`,
        [caller],
      ),
    list: () => query<Grant>(`SELECT ${FIELDS} FROM turnkey_grants ORDER BY created_at, position`),
    bind: (id, caller) =>
      changed('UPDATE turnkey_grants SET caller = $2 WHERE id = $1 AND caller IS NULL RETURNING id', [
        id,
        caller,
      ]),
    change: (id, { scopes, models, expiresAt, limits }) =>
      one(
        `UPDATE turnkey_grants SET scopes = $2, models = $3, expires_at = $4,
           limits = CASE WHEN $5::boolean THEN $6::jsonb ELSE limits END
         WHERE id = $1 AND revoked_at IS NULL RETURNING ${FIELDS}`,
        [id, json(scopes), json(models), expiresAt, limits !== undefined, json(limits)],
      ),
    rotate: (id, digest, oldUntil) =>
      changed(
        `UPDATE turnkey_grants SET old_digest = digest, old_digest_until = $3, digest = $2
         WHERE id = $1 AND digest IS NOT NULL AND revoked_at IS NULL RETURNING id`,
        [id, digest, oldUntil],
      ),
    setDisabled: (id, disabled) =>
      changed(
        `UPDATE turnkey_grants SET disabled_at = $2
         WHERE id = $1 AND revoked_at IS NULL AND (disabled_at IS NULL) = $3::boolean RETURNING id`,
        [id, disabled ? now() : null, disabled],
      ),
    revoke: (id) =>
      transaction(async (within) => {
        // Two statements: the second sees the children that were made while the first waited for the lock.
        await within('SELECT 1 FROM turnkey_grants WHERE id = $1 FOR UPDATE', [id]);
        const revoked = await within(
          `UPDATE turnkey_grants SET revoked_at = $2
           WHERE (id = $1 OR parent = $1) AND revoked_at IS NULL RETURNING id`,
          [id, now()],
        );
        return revoked.length > 0;
      }),
    async touch(id) {
      const at = now();
      const last = noted.get(id);
      if (last !== undefined && last >= at - TOUCH_STEP_MS) return;
      await query(
        `UPDATE turnkey_grants SET last_used_at = $2
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)`,
        [id, at, at - TOUCH_STEP_MS],
      );
      noted.set(id, at);
    },
  };
};
