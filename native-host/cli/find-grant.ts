import type { Grant } from '../../shared/access/grant.ts';
import { redactKeys } from '../../shared/key/key.ts';
import { UserError } from '../errors/user-error.ts';
import type { CliContext } from './cli-context.ts';

/** The error for an id that means nothing; `list` is the command that shows the ones that do. */
export const noSuchGrant = (id: string, list: string): UserError =>
  new UserError(`There is no "${redactKeys(id)}" for that.`, `Look for its id with \`${list}\`.`);

/** The grant with this id. Throws a UserError. */
export const findGrant = async (id: string, { store }: CliContext, list = 'grants list'): Promise<Grant> => {
  const grant = await store().grants.byId(id);
  if (!grant) throw noSuchGrant(id, list);
  return grant;
};

/** Revokes a grant and what was exchanged for it. */
export const revokeGrant = async (id: string, context: CliContext, list: string): Promise<void> => {
  const { store, now, print } = context;
  if (!(await store().grants.revoke(id))) throw noSuchGrant(id, list);
  await store().audit.add({ at: now(), act: 'revoked', subject: id });
  print(`Revoked ${id}.`);
};
