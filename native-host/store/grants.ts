import type { DatabaseSync } from 'node:sqlite';
import type { Grant } from '../../shared/access/grant.ts';

export type NewGrant = Omit<Grant, 'createdAt' | 'lastUsedAt' | 'revokedAt'> & {
  /** SHA-256 of the secret; null for a grant that no secret opens. */
  readonly digest: Uint8Array | null;
};

/** The grants of the store. Revoked ones stay, so that a revoked key is told from a wrong one. */
export interface Grants {
  create(grant: NewGrant): Grant;
  byId(id: string): Grant | undefined;
  digestOf(id: string): Uint8Array | undefined;
  /** Those not revoked, the newest first. */
  forCaller(caller: string): Grant[];
  list(): Grant[];
  /** Ties an unbound key to its first user. False if somebody was faster. */
  bind(id: string, caller: string): boolean;
  /** Gives a grant other terms. Undefined if it is not there or revoked. */
  change(id: string, terms: Pick<Grant, 'scopes' | 'models' | 'expiresAt'>): Grant | undefined;
  /** Revokes a grant and what was exchanged for it. False if there was nothing to revoke. */
  revoke(id: string): boolean;
  touch(id: string): void;
}

type Row = Record<string, unknown>;

const FIELDS =
  'id, name, kind, caller, scopes, models, createdAt, expiresAt, lastUsedAt, revokedAt, parent' as const;

const read = (row: Row): Grant => ({
  ...(row as unknown as Grant),
  scopes: JSON.parse(row['scopes'] as string),
  models: row['models'] === null ? null : JSON.parse(row['models'] as string),
});

/** A use is noted to the minute: each request would otherwise cost a write to the disk. */
const TOUCH_STEP_MS = 60_000;

/** Parameters stand as plain `?`: Node 22 cannot bind numbered ones by position. */
export const createGrants = (database: DatabaseSync, now: () => number): Grants => {
  const one = (sql: string) => database.prepare(`SELECT ${FIELDS} FROM grants WHERE ${sql}`);
  const byIdSql = one('id = ?');
  const forCallerSql = one('caller = ? AND revokedAt IS NULL ORDER BY createdAt DESC, rowid DESC');
  const listSql = one('TRUE ORDER BY createdAt, rowid');
  const digestSql = database.prepare('SELECT digest FROM grants WHERE id = ?');
  const bindSql = database.prepare('UPDATE grants SET caller = ? WHERE id = ? AND caller IS NULL');
  const changeSql = database.prepare(
    'UPDATE grants SET scopes = ?, models = ?, expiresAt = ? WHERE id = ? AND revokedAt IS NULL',
  );
  const revokeSql = database.prepare(
    'UPDATE grants SET revokedAt = ? WHERE (id = ? OR parent = ?) AND revokedAt IS NULL',
  );
  const touchSql = database.prepare(
    'UPDATE grants SET lastUsedAt = ? WHERE id = ? AND (lastUsedAt IS NULL OR lastUsedAt < ?)',
  );
  // The child of a grant that was revoked a moment ago, by another process, is born revoked.
  const createSql = database.prepare(
    `INSERT INTO grants (id, name, kind, caller, digest, scopes, models, createdAt, expiresAt, parent, revokedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT revokedAt FROM grants WHERE id = ?))`,
  );

  const byId = (id: string): Grant | undefined => {
    const row = byIdSql.get(id);
    return row && read(row);
  };

  return {
    create({ id, name, kind, caller, digest, scopes, models, expiresAt, parent }) {
      const list = models && JSON.stringify(models);
      const can = JSON.stringify(scopes);
      createSql.run(id, name, kind, caller, digest, can, list, now(), expiresAt, parent, parent);
      return byId(id) as Grant;
    },
    byId,
    digestOf: (id) => (digestSql.get(id)?.['digest'] ?? undefined) as Uint8Array | undefined,
    forCaller: (caller) => forCallerSql.all(caller).map(read),
    list: () => listSql.all().map(read),
    bind: (id, caller) => bindSql.run(caller, id).changes === 1,
    change(id, { scopes, models, expiresAt }) {
      const list = models && JSON.stringify(models);
      const { changes } = changeSql.run(JSON.stringify(scopes), list, expiresAt, id);
      return changes === 1 ? byId(id) : undefined;
    },
    revoke: (id) => revokeSql.run(now(), id, id).changes > 0,
    touch: (id) => void touchSql.run(now(), id, now() - TOUCH_STEP_MS),
  };
};
