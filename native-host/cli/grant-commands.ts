import type { Command } from 'commander';
import { grantState } from '../../shared/access/grant.ts';
import { grantJson } from '../../shared/access/grant-json.ts';
import { plainName } from '../../shared/access/grant-name.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { UserError } from '../errors/user-error.ts';
import { allowCaller } from '../grants/allow-caller.ts';
import { renameGrant } from '../grants/change-grant.ts';
import type { CliContext } from './cli-context.ts';
import { findGrant, grantWorld, noSuchGrant, revoke } from './find-grant.ts';
import { grantLines, grantTable } from './grant-report.ts';
import { collect, readExpiry, readExtension, readModels, readScopes } from './read-options.ts';

interface ListFlags {
  readonly json?: boolean;
  readonly all?: boolean;
}

const list = async ({ json, all }: ListFlags, { store, print, now }: CliContext): Promise<void> => {
  const grants = (await store().grants.list()).filter(
    (grant) => all || grantState(grant, now()) !== 'revoked',
  );
  if (json)
    print(
      JSON.stringify(
        grants.map((grant) => grantJson(grant, now())),
        null,
        2,
      ),
    );
  else print(grantTable(grants, now()));
};

const show = async (id: string, { json }: { json?: boolean }, context: CliContext): Promise<void> => {
  const grant = await findGrant(id, context);
  const time = context.now();
  context.print(json ? JSON.stringify(grantJson(grant, time), null, 2) : grantLines(grant, time));
};

interface AllowFlags {
  readonly scope: readonly string[];
  readonly model: readonly string[];
  readonly expires: string;
  readonly json?: boolean;
}

/** Allows an extension, as *Allow* in the approval window does. Replaces what it was allowed before. */
const allow = async (extension: string, flags: AllowFlags, context: CliContext): Promise<void> => {
  const { now, print } = context;
  const end = readExpiry(flags.expires, now());
  const terms = {
    caller: readExtension(extension),
    scopes: readScopes(flags.scope.length > 0 ? flags.scope : DEFAULT_SCOPES),
    models: readModels(flags.model),
    expiresAt: () => end,
  };
  const grant = await allowCaller(terms, undefined, grantWorld(context));
  print(
    flags.json ? JSON.stringify(grantJson(grant, now()), null, 2) : `Allowed ${grant.caller} (${grant.id}).`,
  );
};

const rename = async (named: string, name: string, context: CliContext): Promise<void> => {
  const plain = plainName(name);
  if (plain === null) throw new UserError('The name is empty.', 'Give it a name that can be read.');
  const { id } = await findGrant(named, context);
  if (!(await renameGrant(id, plain, grantWorld(context)))) throw noSuchGrant(id, 'grants list');
  context.print(`Renamed ${id} to ${plain}.`);
};

/** `grants list | show | allow | rename | revoke`: permissions of every kind. */
export const addGrantCommands = (program: Command, context: CliContext): void => {
  const grants = program
    .command('grants')
    .description('manage permissions: keys, allowed extensions, pairings');
  grants
    .command('list')
    .description('list permissions')
    .option('--all', 'include revoked ones')
    .option('--json', 'print JSON')
    .action((flags: ListFlags) => list(flags, context));
  grants
    .command('show <id>')
    .description('show one permission in full')
    .option('--json', 'print JSON')
    .action((id: string, flags: { json?: boolean }) => show(id, flags, context));
  grants
    .command('allow <extension-id>')
    .description('allow an extension, as Allow in the approval window does')
    .option(
      '--scope <scope>',
      `allow this scope (repeatable; default ${DEFAULT_SCOPES.join(', ')})`,
      collect,
      [],
    )
    .option('--model <model>', 'allow this model (repeatable; default all local ones)', collect, [])
    .option('--expires <when>', 'expiry: 30d, 12h, 2027-01-31 or never', 'never')
    .option('--json', 'print JSON')
    .action((id: string, flags: AllowFlags) => allow(id, flags, context));
  grants
    .command('rename <id> <name>')
    .description('rename a permission, as lists show it')
    .action((id: string, name: string) => rename(id, name, context));
  grants
    .command('revoke <id>')
    .description('revoke a permission and the pairings made with it; ends its running requests')
    .action((id: string) => revoke(id, context, 'grants list'));
};
