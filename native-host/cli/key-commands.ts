import type { Command } from 'commander';
import { grantState } from '../../shared/access/grant.ts';
import { grantJson } from '../../shared/access/grant-json.ts';
import { setGrantDisabled } from '../grants/change-grant.ts';
import { rotateKey } from '../grants/issue.ts';
import type { CliContext } from './cli-context.ts';
import { type CreateFlags, createKey } from './create-key.ts';
import { findGrant, grantWorld, noSuchGrant, revoke } from './find-grant.ts';
import { grantTable, minute } from './grant-report.ts';
import { addImportCommand } from './import-keys.ts';
import { addKeyOptions } from './key-options.ts';
import { makeOwnerKey } from './owner-key.ts';
import { readSpan } from './read-options.ts';
import { addUpdateCommand } from './update-key.ts';

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

const rotate = async (named: string, flags: { overlap: string; json?: boolean }, context: CliContext) => {
  const { now, print, explain } = context;
  const oldUntil = now() + readSpan(flags.overlap);
  const { id } = await findGrant(named, context, LIST);
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

const setDisabled = async (named: string, disabled: boolean, context: CliContext): Promise<void> => {
  const { id } = await findGrant(named, context, LIST);
  const isFound = await setGrantDisabled(id, disabled, { owners: true }, grantWorld(context));
  if (!isFound) throw noSuchGrant(id, LIST);
  context.print(disabled ? `Disabled ${id}.` : `Enabled ${id}.`);
};

/** `key rotate | disable | enable | revoke`, each by id or name. */
const addLifeCommands = (key: Command, context: CliContext): void => {
  key
    .command('rotate <key>')
    .description('give a key a new secret; the old one keeps working for a while')
    .option('--overlap <duration>', 'how long the old one works: 24h, 90m, 7d or 0', '24h')
    .option('--json', 'print JSON: the record, `key`, and `oldKeyUntil`')
    .action((named: string, flags: { overlap: string; json?: boolean }) => rotate(named, flags, context));
  key
    .command('disable <key>')
    .description('disable a key until it is enabled again; ends its running requests')
    .action((named: string) => setDisabled(named, true, context));
  key
    .command('enable <key>')
    .description('enable a disabled key')
    .action((named: string) => setDisabled(named, false, context));
  key
    .command('revoke <key>')
    .description('revoke a key for good, and the pairings made with it')
    .action((named: string) => revoke(named, context, LIST));
};

/** What `api-key` says of the key that it makes, and of the other kind. */
const KIND_OF_KEY = [
  'This key pairs a browser: paste it into the settings of the Ollama Turnkey extension. It is shown only once.',
  'Programs that call `ollama-turnkey serve` need another kind of key: run `ollama-turnkey api-key --http` for one.',
];

const apiKey = async ({ http }: { http?: boolean }, context: CliContext): Promise<void> => {
  if (http) {
    const plain = { name: 'Key', scope: [], model: [], label: [], expires: 'never', http } as const;
    return createKey(plain, context);
  }
  for (const line of KIND_OF_KEY) context.explain(line);
  context.print(await makeOwnerKey(context));
};

/** `api-key` and `key create | list | update | import | rotate | disable | enable | revoke`. */
export const addKeyCommands = (program: Command, context: CliContext): void => {
  program
    .command('api-key')
    .description('create a key that pairs the Ollama Turnkey extension, or with --http one for `serve`')
    .option('--http', 'a key for programs that call `serve`, as `key create --http` makes')
    .action((flags: { http?: boolean }) => apiKey(flags, context));
  const key = program.command('key').description('manage keys, each for one extension or for HTTP');
  addKeyOptions(
    key.command('create').description('create a key and print it; it cannot be shown again'),
    'Key',
  )
    .option('--extension <id>', 'only for the extension with this id (default: the first that uses it)')
    .option('--http', 'for clients of `serve`; other keys work in extensions only')
    .option('--json', 'print JSON: the record, and the key itself as `key`')
    .action((flags: CreateFlags) => createKey(flags, context));
  key
    .command('list')
    .description('list keys, without their secrets')
    .option('--all', 'include revoked ones')
    .option('--json', 'print JSON')
    .action((flags: ListFlags) => list(flags, context));
  addUpdateCommand(key, context);
  addImportCommand(key, context);
  addLifeCommands(key, context);
};
