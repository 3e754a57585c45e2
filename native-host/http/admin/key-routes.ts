import * as v from 'valibot';
import { HTTP_CALLER } from '../../../shared/access/caller.ts';
import type { Grant } from '../../../shared/access/grant.ts';
import { grantJson, isoTime } from '../../../shared/access/grant-json.ts';
import { plainName } from '../../../shared/access/grant-name.ts';
import { DEFAULT_SCOPES } from '../../../shared/access/scopes.ts';
import * as schemas from '../../../shared/admin-api/schemas.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { Refusal } from '../../errors/refusal.ts';
import { revokeGrant } from '../../grants/change-grant.ts';
import { createKey, rotateKey } from '../../grants/issue.ts';
import { restoreGrant } from '../../grants/restore-grant.ts';
import { updateKey } from '../../grants/update-key.ts';
import { NotFound } from './not-found.ts';
import { type AdminContext, type AdminInput, type AdminRoute, defineRoute } from './route.ts';

const noKey = () => new NotFound('No such key, or this cannot be done with it.');

const find = async (id: string, { store }: AdminContext): Promise<Grant> => {
  const grant = await store.grants.byId(id);
  if (grant?.kind !== 'key') throw noKey();
  return grant;
};

/** The name without characters that could mislead. */
const checkName = (name: string): string => {
  const plain = plainName(name);
  if (plain === null) throw new Refusal('bad_request', 'name: It is empty.');
  return plain;
};

/** Milliseconds since the epoch, in the future. */
const checkExpiry = (expiresAt: string | null, now: number): number | null => {
  const end = expiresAt === null ? null : Date.parse(expiresAt);
  if (end !== null && end <= now) throw new Refusal('bad_request', 'expiresAt: It is in the past.');
  return end;
};

const trustOf = (trustsUserHeaders: boolean): Grant['trust'] => (trustsUserHeaders ? 'users' : null);

const create = async ({ body }: AdminInput<unknown, schemas.NewKeyBody>, context: AdminContext) => {
  const {
    name,
    use = 'http',
    scopes = DEFAULT_SCOPES,
    models = null,
    limits = null,
    labels = null,
    expiresAt,
    trustsUserHeaders = false,
  } = body;
  const { text, grant } = await createKey(
    {
      name: checkName(name),
      caller: use === 'http' ? HTTP_CALLER.id : null,
      ...{ scopes, models, limits, labels, trust: trustOf(trustsUserHeaders) },
      expiresAt: checkExpiry(expiresAt ?? null, context.now()),
    },
    context,
  );
  return { key: text, record: grantJson(grant, context.now()) };
};

const update = async ({ id, body }: AdminInput<unknown, schemas.KeyChangeBody>, context: AdminContext) => {
  const { name, expiresAt, trustsUserHeaders, ...rest } = body;
  const now = context.now();
  const changed = await updateKey(
    id,
    {
      ...rest,
      ...(name !== undefined && { name: checkName(name) }),
      ...(expiresAt !== undefined && { expiresAt: checkExpiry(expiresAt, now) }),
      ...(trustsUserHeaders !== undefined && { trust: trustOf(trustsUserHeaders) }),
    },
    context,
  );
  if (!changed) throw noKey();
  return grantJson(changed, now);
};

const rotate = async ({ id, body }: AdminInput<unknown, schemas.RotationBody>, context: AdminContext) => {
  const { scopes } = await find(id, context);
  const { overlapSeconds } = body;
  const oldUntil = context.now() + (overlapSeconds === undefined ? DAY_MS : overlapSeconds * 1000);
  // An owner key would be a new one with "admin", which only the command line gives.
  const key = scopes.includes('admin') ? undefined : await rotateKey(id, oldUntil, context);
  if (key === undefined) throw noKey();
  return { key, oldUntil: isoTime(oldUntil) as string };
};

/** Revokes a key and throws if there was none. */
const revoke = async ({ id }: AdminInput, context: AdminContext): Promise<void> => {
  await find(id, context);
  if (!(await revokeGrant(id, context))) throw noKey();
};

const restore = async ({ id }: AdminInput, context: AdminContext) => {
  await find(id, context);
  if (!(await restoreGrant(id, context))) throw noKey();
  return grantJson(await find(id, context), context.now());
};

const KEY = '/keys/{id}';

/** The routes of keys. */
export const KEY_ROUTES: readonly AdminRoute[] = [
  defineRoute({
    ...{ method: 'GET', path: '/keys', name: 'listKeys', summary: 'Lists all keys, revoked ones included' },
    result: v.array(schemas.key),
    run: async (_, { store, now }) =>
      (await store.grants.list())
        .filter(({ kind }) => kind === 'key')
        .map((grant) => grantJson(grant, now())),
  }),
  defineRoute({
    ...{ method: 'POST', path: '/keys', name: 'createKey', status: 201 },
    summary: 'Creates a key. The answer is the only place where it can be read',
    body: schemas.newKey,
    result: schemas.createdKey,
    run: create,
  }),
  defineRoute({
    ...{ method: 'GET', path: KEY, name: 'getKey', summary: 'Returns one key, without its secret' },
    result: schemas.key,
    run: async ({ id }, context) => grantJson(await find(id, context), context.now()),
  }),
  defineRoute({
    ...{ method: 'PATCH', path: KEY, name: 'updateKey' },
    summary: 'Changes a key. Running requests that it no longer covers are ended',
    body: schemas.keyChange,
    result: schemas.key,
    run: update,
  }),
  defineRoute({
    ...{ method: 'DELETE', path: KEY, name: 'revokeKey' },
    summary: 'Revokes a key, ends its running requests, and revokes the pairings made with it',
    run: revoke,
  }),
  defineRoute({
    ...{ method: 'POST', path: `${KEY}/restore`, name: 'restoreKey' },
    summary: 'Undoes a revocation of the last minute',
    result: schemas.key,
    run: restore,
  }),
  defineRoute({
    ...{ method: 'POST', path: `${KEY}/rotate`, name: 'rotateKey' },
    summary: 'Gives a key a new secret',
    body: schemas.rotation,
    result: schemas.rotatedKey,
    run: rotate,
  }),
];
