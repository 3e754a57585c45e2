import type { Command } from 'commander';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { issue } from '../access/issue.ts';
import type { CliContext } from './cli-context.ts';
import { CliError } from './cli-error.ts';
import { makeOwnerKey } from './owner-key.ts';
import { readScopes } from './read-scopes.ts';
import { table } from './table.ts';

const DAY_MS = 86_400_000;

const readDays = (text: string, now: number): number => {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (!days) throw new CliError(`"${text}" is no time.`, 'Write a number of days, like 30d.');
  return now + Number(days) * DAY_MS;
};

const day = (time: number | null, otherwise: string) =>
  time === null ? otherwise : new Date(time).toISOString().slice(0, 16).replace('T', ' ');

interface CreateOptions {
  readonly name: string;
  readonly scope: readonly string[];
  readonly model: readonly string[];
  readonly expires?: string;
}

const create = ({ name, scope, model, expires }: CreateOptions, context: CliContext) => {
  const { store, random, now, print, explain } = context;
  const wanted = {
    name,
    kind: 'key' as const,
    caller: null,
    scopes: readScopes(scope.length > 0 ? scope : DEFAULT_SCOPES),
    models: model.length > 0 ? model : null,
    expiresAt: expires === undefined ? null : readDays(expires, now()),
    parent: null,
  };
  const { text, grant } = issue('otk', wanted, store(), random);
  store().audit.add({ at: now(), act: 'created', subject: grant.id });
  explain('Give this key to one extension: it belongs to the first that uses it. It is shown only now.');
  print(text);
};

const list = ({ json }: { json?: boolean }, { store, print }: CliContext) => {
  const grants = store().grants.list();
  if (json) return print(JSON.stringify(grants, null, 2));
  const rows = grants.map((grant) => [
    grant.id,
    grant.name,
    grant.kind,
    grant.caller ?? '-',
    grant.scopes.join(','),
    grant.revokedAt === null ? day(grant.expiresAt, 'never') : 'revoked',
    day(grant.lastUsedAt, 'never'),
  ]);
  print(table([['id', 'name', 'kind', 'caller', 'scopes', 'expires', 'last used'], ...rows]));
};

const revoke = (id: string, { store, now, print }: CliContext) => {
  if (!store().grants.revoke(id)) {
    throw new CliError(`There is no key or grant "${id}" to revoke.`, 'Look for its id with `key list`.');
  }
  store().audit.add({ at: now(), act: 'revoked', subject: id });
  print(`Revoked ${id}.`);
};

const collect = (value: string, before: readonly string[]) => [...before, value];

/** `api-key` and `key create | list | revoke`, the latter also as `grants`. */
export const addKeyCommands = (program: Command, context: CliContext): void => {
  program
    .command('api-key')
    .description('make a key to paste into the settings of the Ollama Turnkey extension')
    .action(() => {
      context.explain(
        'Paste this key into the settings of the Ollama Turnkey extension. It is shown only now.',
      );
      context.print(makeOwnerKey(context));
    });
  const key = program.command('key').alias('grants').description('keys and grants');
  key
    .command('create')
    .description('make a key for one extension')
    .option('--name <name>', 'what to call it', 'Key')
    .option('--scope <scope>', 'what it may do (repeatable)', collect, [])
    .option('--model <model>', 'a model that it may use (repeatable; default all local ones)', collect, [])
    .option('--expires <days>', 'when it ends, like 30d')
    .action((options: CreateOptions) => create(options, context));
  key
    .command('list')
    .description('list keys and grants, never their secrets')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => list(options, context));
  key
    .command('revoke <id>')
    .description('revoke a key or grant, and what was exchanged for it')
    .action((id: string) => revoke(id, context));
};
