import type { Command } from 'commander';
import { grantState } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { setGrantDisabled } from '../grants/change-grant.ts';
import { rotateKey } from '../grants/issue.ts';
import type { CliContext } from './cli-context.ts';
import { createKey } from './create-key.ts';
import { findGrant, grantWorld, noSuchGrant, revoke } from './find-grant.ts';
import { grantJson, grantTable, minute } from './grant-report.ts';
import { makeOwnerKey } from './owner-key.ts';
import { collect, readSpan } from './read-options.ts';

const LIST = 'key list';

interface ListFlags {
  readonly json?: boolean;
  readonly all?: boolean;
}

const list = async ({ json, all }: ListFlags, { store, print, now }: CliContext): Promise<void> => {
  const keys = (await store().grants.list()).filter(
    (grant) => grant.kind === 'key' && (all || grantState(grant, now()) !== 'revoked'),
  );
  if (json)
    print(
      JSON.stringify(
        keys.map((key) => grantJson(key, now())),
        null,
        2,
      ),
    );
  else print(grantTable(keys, now()));
};

const rotate = async (id: string, flags: { overlap: string; json?: boolean }, context: CliContext) => {
  const { now, print, explain } = context;
  const oldUntil = now() + readSpan(flags.overlap);
  const key = await rotateKey(id, oldUntil, grantWorld(context));
  if (key === undefined) throw noSuchGrant(id, LIST);
  if (flags.json) {
    const grant = await findGrant(id, context, LIST);
    return print(
      JSON.stringify(
        { ...grantJson(grant, now()), key, oldKeyUntil: new Date(oldUntil).toISOString() },
        null,
        2,
      ),
    );
  }
  explain(`The old key works until ${minute(oldUntil, '')} UTC. The new key is shown only once.`);
  print(key);
};

const setDisabled = async (id: string, disabled: boolean, context: CliContext): Promise<void> => {
  const isFound = await setGrantDisabled(id, disabled, { owners: true }, grantWorld(context));
  if (!isFound) throw noSuchGrant(id, LIST);
  context.print(disabled ? `Disabled ${id}.` : `Enabled ${id}.`);
};

/** `api-key` and `key create | list | rotate | disable | enable | revoke`. */
export const addKeyCommands = (program: Command, context: CliContext): void => {
  program
    .command('api-key')
    .description('create a key to paste into the settings of the Ollama Turnkey extension')
    .action(async () => {
      context.explain(
        'Paste this key into the settings of the Ollama Turnkey extension. It is shown only once.',
      );
      context.print(await makeOwnerKey(context));
    });
  const key = program.command('key').description('manage keys, each for one extension or for HTTP');
  key
    .command('create')
    .description('create a key and print it; it cannot be shown again')
    .option('--name <name>', 'name of the key', 'Key')
    .option(
      '--scope <scope>',
      `allow this scope (repeatable; default ${DEFAULT_SCOPES.join(', ')})`,
      collect,
      [],
    )
    .option(
      '--model <model>',
      'allow this model, or several such as llama3:* (repeatable; default all local ones)',
      collect,
      [],
    )
    .option('--limit-concurrent <n>', 'most requests at once')
    .option('--limit-minute <n>', 'most requests started per minute')
    .option('--expires <when>', 'expiry: 30d, 12h, 2027-01-31 or never', 'never')
    .option('--extension <id>', 'only for the extension with this id (default: the first that uses it)')
    .option('--http', 'for clients of `serve`; other keys work in extensions only')
    .option('--json', 'print JSON: the record, and the key itself as `key`')
    .action((flags) => createKey(flags, context));
  key
    .command('list')
    .description('list keys, without their secrets')
    .option('--all', 'include revoked ones')
    .option('--json', 'print JSON')
    .action((flags: ListFlags) => list(flags, context));
  key
    .command('rotate <id>')
    .description('give a key a new secret; the old one keeps working for a while')
    .option('--overlap <duration>', 'how long the old one works: 24h, 90m, 7d or 0', '24h')
    .option('--json', 'print JSON: the record, `key`, and `oldKeyUntil`')
    .action((id: string, flags: { overlap: string; json?: boolean }) => rotate(id, flags, context));
  key
    .command('disable <id>')
    .description('disable a key until it is enabled again; ends its running requests')
    .action((id: string) => setDisabled(id, true, context));
  key
    .command('enable <id>')
    .description('enable a disabled key')
    .action((id: string) => setDisabled(id, false, context));
  key
    .command('revoke <id>')
    .description('revoke a key for good, and the pairings made with it')
    .action((id: string) => revoke(id, context, LIST));
};
