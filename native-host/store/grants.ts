import type { DatabaseSync } from 'node:sqlite';
import type { Grant, Limits } from '../../shared/access/grant.ts';
import { relaxedOn } from './relaxed.ts';

type Made = 'createdAt' | 'lastUsedAt' | 'revokedAt' | 'disabledAt';

export type NewGrant = Omit<Grant, Made | 'limits'> & {
  readonly limits?: Limits | null;
  /** SHA-256 of the secret; null for a grant that no secret opens. */
  readonly digest: Uint8Array | null;
};

/** The grants of the store. Revoked ones stay, so that a revoked key is told from a wrong one. */
export interface Grants {
  create(grant: NewGrant): Grant;
  /** The same for an approval, unless its caller has one that is good: undefined then. */
  createSole(grant: NewGrant): Grant | undefined;
  byId(id: string): Grant | undefined;
  digestOf(id: string): Uint8Array | undefined;
  /** The digest that was replaced, and when it stops to open the grant. */
  oldDigestOf(id: string): { readonly digest: Uint8Array; readonly until: number } | undefined;
  /** Those not revoked, the newest first. */
  forCaller(caller: string): Grant[];
  list(): Grant[];
  /** Ties an unbound key to its first user. False if somebody was faster. */
  bind(id: string, caller: string): boolean;
  /** Gives a grant other terms; limits that are not named stay. Undefined if it is not there or revoked. */
  change(id: string, terms: Terms): Grant | undefined;
  /** Gives a key another secret; the one that it had opens it until then. False if there is no such key. */
  rotate(id: string, digest: Uint8Array, oldUntil: number): boolean;
  /** Stops a grant for a while, or lets it go on. False if that changes nothing. */
  setDisabled(id: string, disabled: boolean): boolean;
  /** Revokes a grant and what was exchanged for it. False if there was nothing to revoke. */
  revoke(id: string): boolean;
  touch(id: string): void;
}

/** Methods after which somebody may do more or less than before. */
export const CHANGING_GRANTS = [
  'create',
  'createSole',
  'bind',
  'change',
  'rotate',
  'setDisabled',
  'revoke',
] as const satisfies readonly (keyof Grants)[];

type Terms = Pick<Grant, 'scopes' | 'models' | 'expiresAt'> & { readonly limits?: Limits | null };

type Row = Record<string, unknown>;

const FIELDS =
  'id, name, kind, caller, scopes, models, limits, createdAt, expiresAt, lastUsedAt, revokedAt, disabledAt, parent';

const parse = (text: unknown) => (text === null ? null : JSON.parse(text as string));

const write = (value: unknown) => (value === null ? null : JSON.stringify(value));

const read = (row: Row): Grant => ({
  ...(row as unknown as Grant),
  scopes: JSON.parse(row['scopes'] as string),
  models: parse(row['models']),
  limits: parse(row['limits']),
});

/** A use is noted to the minute: each request would otherwise cost a write to the disk. */
export const TOUCH_STEP_MS = 60_000;

/** Parameters stand as plain `?`: Node 22 cannot bind numbered ones by position. */
export const createGrants = (database: DatabaseSync, now: () => number): Grants => {
  const one = (sql: string) => database.prepare(`SELECT ${FIELDS} FROM grants WHERE ${sql}`);
  const byIdSql = one('id = ?');
  const forCallerSql = one('caller = ? AND revokedAt IS NULL ORDER BY createdAt DESC, rowid DESC');
  const listSql = one('TRUE ORDER BY createdAt, rowid');
  const digestSql = database.prepare('SELECT digest FROM grants WHERE id = ?');
  const bindSql = database.prepare('UPDATE grants SET caller = ? WHERE id = ? AND caller IS NULL');
  const changeSql = database.prepare(
    `UPDATE grants SET scopes = ?, models = ?, expiresAt = ?, limits = CASE WHEN ? THEN ? ELSE limits END
     WHERE id = ? AND revokedAt IS NULL`,
  );
  const rotateSql = database.prepare(
    `UPDATE grants SET oldDigest = digest, oldDigestUntil = ?, digest = ?
     WHERE id = ? AND digest IS NOT NULL AND revokedAt IS NULL`,
  );
  const disableSql = database.prepare(
    `UPDATE grants SET disabledAt = ? WHERE id = ? AND revokedAt IS NULL AND (disabledAt IS NULL) = ?`,
  );
  const oldDigestSql = database.prepare(
    'SELECT oldDigest AS digest, oldDigestUntil AS until FROM grants WHERE id = ? AND oldDigest IS NOT NULL',
  );
  const revokeSql = database.prepare(
    'UPDATE grants SET revokedAt = ? WHERE (id = ? OR parent = ?) AND revokedAt IS NULL',
  );
  const touchSql = database.prepare(
    'UPDATE grants SET lastUsedAt = ? WHERE id = ? AND (lastUsedAt IS NULL OR lastUsedAt < ?)',
  );
  // The child of a grant that was revoked a moment ago, by another process, is born revoked.
  const insert = (condition: string) =>
    database.prepare(
      `INSERT INTO grants
         (id, name, kind, caller, digest, scopes, models, limits, createdAt, expiresAt, parent, revokedAt)
       SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT revokedAt FROM grants WHERE id = ?) ${condition}
       RETURNING ${FIELDS}`,
    );
  const createSql = insert('');
  const createSoleSql = insert(
    `WHERE NOT EXISTS (SELECT 1 FROM grants WHERE caller = ? AND kind = 'approval' AND revokedAt IS NULL
       AND disabledAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?))`,
  );

  const relaxed = relaxedOn(database);

  const byId = (id: string): Grant | undefined => {
    const row = byIdSql.get(id);
    return row && read(row);
  };

  const columns = ({
    id,
    name,
    kind,
    caller,
    digest,
    scopes,
    models,
    limits,
    expiresAt,
    parent,
  }: NewGrant) => {
    const what = [write(scopes), write(models), write(limits ?? null)];
    return [id, name, kind, caller, digest, ...what, now(), expiresAt, parent, parent];
  };

  return {
    // `all` and not `get`: only the last step commits, and says whether it could.
    create: (grant) => createSql.all(...columns(grant)).map(read)[0] as Grant,
    createSole: (grant) => createSoleSql.all(...columns(grant), grant.caller, now()).map(read)[0],
    byId,
    digestOf: (id) => (digestSql.get(id)?.['digest'] ?? undefined) as Uint8Array | undefined,
    forCaller: (caller) => forCallerSql.all(caller).map(read),
    list: () => listSql.all().map(read),
    bind: (id, caller) => bindSql.run(caller, id).changes === 1,
    oldDigestOf: (id) => oldDigestSql.get(id) as { digest: Uint8Array; until: number } | undefined,
    change(id, { scopes, models, expiresAt, limits }) {
      const named = limits === undefined ? 0 : 1;
      const what = [write(scopes), write(models), expiresAt, named, write(limits ?? null)];
      return changeSql.run(...what, id).changes === 1 ? byId(id) : undefined;
    },
    rotate: (id, digest, oldUntil) => rotateSql.run(oldUntil, digest, id).changes === 1,
    setDisabled: (id, disabled) =>
      disableSql.run(disabled ? now() : null, id, disabled ? 1 : 0).changes === 1,
    revoke: (id) => revokeSql.run(now(), id, id).changes > 0,
    touch: (id) => void relaxed(() => touchSql.run(now(), id, now() - TOUCH_STEP_MS)),
  };
};
