import { type Grant, grantState } from '../../shared/access/grant.ts';
import { redactKeys } from '../../shared/key/key.ts';
import { vaultsOf } from '../credential/vaults.ts';
import { UserError } from '../errors/user-error.ts';
import type { GrantWorld } from '../grants/audited.ts';
import { revokeGrant } from '../grants/change-grant.ts';
import type { SettingsWorld } from '../settings/set-upstream.ts';
import type { CliContext } from './cli-context.ts';

/** The error for an unknown id. `list` is the command that lists the known ones. */
export const noSuchGrant = (id: string, list: string): UserError =>
  new UserError(`No such grant: ${redactKeys(id)}.`, `List them with \`${list}\`.`);

/**
 * The grant with this id, or else the only one with this name that is not revoked. Throws a UserError if there is none or
 * more than one; `list` is the command that lists the known ones.
 */
export const findGrant = async (
  named: string,
  { store, now }: CliContext,
  list = 'grants list',
): Promise<Grant> => {
  const grant = await store().grants.byId(named);
  if (grant) return grant;
  const all = await store().grants.list();
  const found = all.filter((each) => each.name === named && grantState(each, now()) !== 'revoked');
  const [only] = found;
  if (!only) throw noSuchGrant(named, list);
  if (found.length === 1) return only;
  throw new UserError(
    `Several are called ${redactKeys(named)}: ${found.map(({ id }) => id).join(', ')}.`,
    `Use the id. \`${list}\` shows which is which.`,
  );
};

/** The parts of a command's context that the `grants/` module needs. */
export const grantWorld = ({ store, now, random }: CliContext): GrantWorld => ({
  store: store(),
  now,
  random,
});

/** The parts of a command's context that the `settings/` module needs. */
export const settingsWorld = ({ store, now, data }: CliContext): SettingsWorld => ({
  store: store(),
  now,
  vaults: () => vaultsOf(data),
});

/** Revokes a grant and the pairings made with it. Throws a UserError if there is none, which names the command `list`. */
export const revoke = async (named: string, context: CliContext, list: string): Promise<void> => {
  const { id } = await findGrant(named, context, list);
  if (!(await revokeGrant(id, grantWorld(context)))) throw noSuchGrant(id, list);
  context.print(`Revoked ${id}.`);
};
