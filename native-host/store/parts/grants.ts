import type { Grant } from '../../../shared/access/grant.ts';
import { type Credential, type Grants, type NewGrant, TOUCH_STEP_MS } from '../contract.ts';
import type { Sql } from '../sql.ts';
import type { GrantRecord } from '../store-contents.ts';
import { CREDENTIAL, GRANT, IN_FORCE, select, toJson } from '../tables.ts';

// The row lock waits for a revocation of the parent in progress: the new grant is then created revoked.
const insertIf = (condition: string) =>
  `INSERT INTO {grants}
     (id, name, claimedName, kind, caller, digest, scopes, models, limits, labels, trust, origin,
       createdAt, expiresAt, parent, revokedAt)
   SELECT ?, ?, ?, ?, ?, ?::bytea, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?::bigint, ?::bigint, ?,
     (SELECT revokedAt FROM {grants} WHERE id = ? FOR SHARE) ${condition}
   RETURNING ${GRANT}`;

const INSERT = insertIf('');
const INSERT_SOLE = insertIf(
  `WHERE NOT EXISTS (SELECT 1 FROM {grants} WHERE caller = ? AND kind = 'approval' AND ${IN_FORCE})`,
);
const LIST = select('grants', 'TRUE', GRANT);
const BY_ID = `SELECT ${GRANT} FROM {grants} WHERE id = ?`;
const CREDENTIAL_BY_ID = `SELECT ${CREDENTIAL} FROM {grants} WHERE id = ?`;
const BY_DIGEST = `SELECT ${CREDENTIAL} FROM {grants} WHERE digest = ? OR oldDigest = ?
   ORDER BY revokedAt IS NOT NULL, createdAt DESC LIMIT 1`;
const FOR_CALLER = `SELECT ${GRANT} FROM {grants} WHERE caller = ? AND revokedAt IS NULL
   ORDER BY createdAt DESC, position DESC`;

const changeBy = (assignments: string, condition: string, returning = 'id') =>
  `UPDATE {grants} SET ${assignments} WHERE id = ? AND ${condition} RETURNING ${returning}`;

const TERMS = 'scopes = ?, models = ?, expiresAt = ?';
const BIND = changeBy('caller = ?', 'caller IS NULL');
const CHANGE = changeBy(TERMS, 'revokedAt IS NULL', GRANT);
const CHANGE_LIMITS = changeBy(`${TERMS}, limits = ?`, 'revokedAt IS NULL', GRANT);
const DESCRIBE = changeBy('name = ?, labels = ?, trust = ?', 'revokedAt IS NULL', GRANT);
const RENAME = changeBy('name = ?', 'revokedAt IS NULL', GRANT);
const CLAIM_NAME = changeBy(
  `claimedName = ?,
   name = CASE WHEN kind = 'approval' AND (name = caller OR name = claimedName) THEN ? ELSE name END`,
  'revokedAt IS NULL AND (claimedName IS NULL OR claimedName <> ?)',
);
const ROTATE = changeBy(
  'oldDigest = digest, oldDigestUntil = ?, digest = ?, origin = NULL',
  'digest IS NOT NULL AND revokedAt IS NULL',
);
const DISABLE = changeBy('disabledAt = ?', 'revokedAt IS NULL AND disabledAt IS NULL');
const ENABLE = changeBy('disabledAt = ?', 'revokedAt IS NULL AND disabledAt IS NOT NULL');
const RESTORE = `UPDATE {grants} SET revokedAt = NULL
   WHERE (id = ? OR parent = ?) AND revokedAt = (SELECT revokedAt FROM {grants} WHERE id = ?) AND revokedAt >= ?::bigint
   RETURNING id`;

const valuesOf = (
  { id, name, claimedName = null, kind, caller, digest, expiresAt, parent, ...terms }: NewGrant,
  now: number,
) => [
  ...[id, name, claimedName, kind, caller, digest],
  ...[terms.scopes, terms.models, terms.limits, terms.labels].map(toJson),
  ...[terms.trust ?? null, terms.origin ?? null, now, expiresAt, parent, parent],
];

const toCredential = ({ digest, oldDigest, oldDigestUntil, ...grant }: GrantRecord): Credential => ({
  grant,
  digest,
  old: oldDigest && { digest: oldDigest, until: oldDigestUntil ?? 0 },
});

/** Returns `touch` on a database. */
export const touchIn =
  ({ relaxed }: Sql, now: () => number): Grants['touch'] =>
  async (id) => {
    const at = now();
    await relaxed(
      'UPDATE {grants} SET lastUsedAt = ? WHERE id = ? AND (lastUsedAt IS NULL OR lastUsedAt < ?)',
      [at, id, at - TOUCH_STEP_MS],
    );
  };

/** @param changed called after each change of permissions */
export const createGrants = (sql: Sql, now: () => number, changed: () => void): Grants => {
  const { run } = sql;

  const one = async (text: string, values: readonly unknown[]) => (await run<Grant>(text, values))[0];

  const changeOne = async (text: string, values: readonly unknown[]): Promise<Grant | undefined> => {
    const found = await one(text, values);
    if (found) changed();
    return found;
  };

  const isChanged = async (text: string, values: readonly unknown[]) =>
    (await changeOne(text, values)) !== undefined;

  return {
    create: async (grant) => (await changeOne(INSERT, valuesOf(grant, now()))) as Grant,
    async createSole(grant) {
      const made = await sql.transaction(async ({ run: within, lock }) => {
        // Two statements: the second sees a grant that was created while the first waited for the lock.
        await lock(grant.caller ?? '');
        return within<Grant>(INSERT_SOLE, [...valuesOf(grant, now()), grant.caller, now()]);
      });
      if (made.length > 0) changed();
      return made[0];
    },
    byId: (id) => one(BY_ID, [id]),
    async credential(id) {
      const [row] = await run<GrantRecord>(CREDENTIAL_BY_ID, [id]);
      return row && toCredential(row);
    },
    forCaller: (caller) => run(FOR_CALLER, [caller]),
    list: () => run(LIST),
    bind: (id, caller) => isChanged(BIND, [caller, id]),
    change: (id, { scopes, models, expiresAt, limits }) => {
      const terms = [toJson(scopes), toJson(models), expiresAt];
      return limits === undefined
        ? changeOne(CHANGE, [...terms, id])
        : changeOne(CHANGE_LIMITS, [...terms, toJson(limits), id]);
    },
    async byDigest(digest) {
      const [row] = await run<GrantRecord>(BY_DIGEST, [digest, digest]);
      return row && toCredential(row);
    },
    describe: (id, { name, labels, trust }) => changeOne(DESCRIBE, [name, toJson(labels), trust, id]),
    rename: (id, name) => changeOne(RENAME, [name, id]),
    claimName: (id, claimedName) => isChanged(CLAIM_NAME, [claimedName, claimedName, id, claimedName]),
    rotate: (id, digest, oldUntil) => isChanged(ROTATE, [oldUntil, digest, id]),
    setDisabled: (id, disabled) => isChanged(disabled ? DISABLE : ENABLE, [disabled ? now() : null, id]),
    async revoke(id) {
      const revoked = await sql.transaction(async ({ run: within }) => {
        // Two statements: the second sees children that were created while the first waited for the lock.
        await within('SELECT 1 FROM {grants} WHERE id = ? FOR UPDATE', [id]);
        return within(
          'UPDATE {grants} SET revokedAt = ? WHERE (id = ? OR parent = ?) AND revokedAt IS NULL RETURNING id',
          [now(), id, id],
        );
      });
      if (revoked.length > 0) changed();
      return revoked.length > 0;
    },
    restore: (id, since) => isChanged(RESTORE, [id, id, id, since]),
    touch: touchIn(sql, now),
  };
};
