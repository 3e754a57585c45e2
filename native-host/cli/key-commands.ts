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
  explain(`The key that it replaces works until ${minute(oldUntil, '')} UTC. The new one is shown only now.`);
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
    .description('make a key to paste into the settings of the Ollama Turnkey extension')
    .action(async () => {
      context.explain(
        'Paste this key into the settings of the Ollama Turnkey extension. It is shown only now.',
      );
      context.print(await makeOwnerKey(context));
    });
  const key = program.command('key').description('keys, each for one extension or for HTTP');
  key
    .command('create')
    .description('make a key, and print it: the only time that it is seen')
    .option('--name <name>', 'what to call it', 'Key')
    .option(
      '--scope <scope>',
      `what it may do (repeatable; default ${DEFAULT_SCOPES.join(', ')})`,
      collect,
      [],
    )
    .option(
      '--model <model>',
      'a model that it may use, or several as llama3:* (repeatable; default all local ones)',
      collect,
      [],
    )
    .option('--limit-concurrent <n>', 'how many of its requests may run at once')
    .option('--limit-minute <n>', 'how many of its requests may begin within a minute')
    .option('--expires <when>', 'when it ends: 30d, 12h, 2027-01-31 or never', 'never')
    .option('--extension <id>', 'only for the extension with this id (default the first that uses it)')
    .option('--http', 'for clients of `serve`; a key made without it works in extensions only')
    .option('--json', 'as JSON: the key’s record, and the key itself as `key`')
    .action((flags) => createKey(flags, context));
  key
    .command('list')
    .description('list keys, never their secrets')
    .option('--all', 'revoked ones too')
    .option('--json', 'as JSON')
    .action((flags: ListFlags) => list(flags, context));
  key
    .command('rotate <id>')
    .description('give a key a new secret; the old one works on for a while')
    .option('--overlap <span>', 'for how long: 24h, 90m, 7d or 0', '24h')
    .option('--json', 'as JSON: the key’s record, `key`, and `oldKeyUntil`')
    .action((id: string, flags: { overlap: string; json?: boolean }) => rotate(id, flags, context));
  key
    .command('disable <id>')
    .description('stop a key for a while; what runs with it ends')
    .action((id: string) => setDisabled(id, true, context));
  key
    .command('enable <id>')
    .description('let a disabled key go on')
    .action((id: string) => setDisabled(id, false, context));
  key
    .command('revoke <id>')
    .description('revoke a key for good, and what was exchanged for it')
    .action((id: string) => revoke(id, context, LIST));
};
