import type { Command } from 'commander';
import { grantJson } from '../../shared/access/grant-json.ts';
import { UserError } from '../errors/user-error.ts';
import { type KeyChanges, updateKey } from '../grants/update-key.ts';
import type { CliContext } from './cli-context.ts';
import { findGrant, grantWorld, noSuchGrant } from './find-grant.ts';
import { grantLines } from './grant-report.ts';
import { addLimitOptions, LIMIT_OPTIONS, type LimitFlags, readLimits } from './limit-options.ts';
import { readLabels } from './read-labels.ts';
import { collect, readExpiry, readModels, readName, readScopes } from './read-options.ts';

const LIST = 'key list';

interface UpdateFlags extends LimitFlags {
  readonly name?: string;
  readonly scope: readonly string[];
  readonly model: readonly string[];
  readonly allModels?: boolean;
  readonly label: readonly string[];
  /** False with `--no-trust-user-headers`. */
  readonly trustUserHeaders?: boolean;
  readonly expires?: string;
  readonly json?: boolean;
}

const modelsOf = ({ model, allModels }: UpdateFlags) => {
  if (allModels && model.length > 0) {
    throw new UserError('--all-models and --model contradict each other.', 'Leave out one of them.');
  }
  return allModels ? null : (readModels(model) ?? undefined);
};

const update = async (named: string, flags: UpdateFlags, context: CliContext): Promise<void> => {
  const { now, print } = context;
  const grant = await findGrant(named, context, LIST);
  const { scope, label, trustUserHeaders: trusted } = flags;
  const limited = LIMIT_OPTIONS.some(({ name }) => flags[name] !== undefined);
  const wanted = {
    name: flags.name === undefined ? undefined : readName(flags.name),
    scopes: scope.length > 0 ? readScopes(scope) : undefined,
    models: modelsOf(flags),
    limits: limited ? readLimits(flags, grant.limits ?? {}) : undefined,
    labels: label.length > 0 ? readLabels(label, grant.labels) : undefined,
    trust: trusted === undefined ? undefined : trusted ? 'users' : null,
    expiresAt: flags.expires === undefined ? undefined : readExpiry(flags.expires, now()),
  };
  const changes: KeyChanges = Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  );
  if (grant.scopes.includes('admin')) {
    throw new UserError(
      `The key ${grant.id} pairs the Ollama Turnkey extension, and has no terms to change.`,
      'Rename it with `ollama-turnkey grants rename`.',
    );
  }
  const changed = await updateKey(grant.id, changes, grantWorld(context));
  if (!changed) throw noSuchGrant(named, LIST);
  print(flags.json ? JSON.stringify(grantJson(changed, now()), null, 2) : grantLines(changed, now()));
};

/** `key update`: changes a key in place. */
export const addUpdateCommand = (key: Command, context: CliContext): void => {
  const command = key
    .command('update <key>')
    .description('change a key, by its id or name; its text stays the same, and what is not named does too')
    .option('--name <name>', 'new name')
    .option('--scope <scope>', 'allow only this scope (repeatable)', collect, [])
    .option('--model <model>', 'allow only this model, or several such as llama3:* (repeatable)', collect, [])
    .option('--all-models', 'allow all local models');
  addLimitOptions(command, '; `none` removes the limit')
    .option(
      '--label <name=value>',
      'label such as team=research; `team=` removes it (repeatable)',
      collect,
      [],
    )
    .option('--trust-user-headers', 'count usage by the end users that Open WebUI names in its headers, too')
    .option('--no-trust-user-headers', 'ignore those headers')
    .option('--expires <when>', 'expiry: 30d, 12h, 2027-01-31 or never')
    .option('--json', 'print JSON: the record')
    .action((named: string, flags: UpdateFlags) => update(named, flags, context));
};
