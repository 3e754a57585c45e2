import type { Command } from 'commander';
import type { Grant } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { addLimitOptions, type LimitFlags, readLimits } from './limit-options.ts';
import { readLabels } from './read-labels.ts';
import { collect, readExpiry, readModels, readName, readScopes } from './read-options.ts';

/** The values of the options that describe a key. */
export interface KeyFlags extends LimitFlags {
  readonly name: string;
  readonly scope: readonly string[];
  readonly model: readonly string[];
  readonly label: readonly string[];
  readonly expires: string;
  readonly trustUserHeaders?: boolean;
}

/** Adds the options that describe a new key. */
export const addKeyOptions = (command: Command, defaultName: string): Command => {
  command
    .option('--name <name>', 'name of the key', defaultName)
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
    );
  return addLimitOptions(command)
    .option(
      '--label <name=value>',
      'label for usage and limits, such as team=research (repeatable)',
      collect,
      [],
    )
    .option('--trust-user-headers', 'count usage by the end users that Open WebUI names in its headers, too')
    .option('--expires <when>', 'expiry: 30d, 12h, 2027-01-31 or never', 'never');
};

/** Reads those options. Throws a UserError. @param now milliseconds since the epoch */
export const readKeyFlags = (
  flags: KeyFlags,
  now: number,
): Pick<Grant, 'name' | 'scopes' | 'models' | 'limits' | 'labels' | 'trust' | 'expiresAt'> => ({
  name: readName(flags.name),
  scopes: readScopes(flags.scope.length > 0 ? flags.scope : DEFAULT_SCOPES),
  models: readModels(flags.model),
  limits: readLimits(flags),
  labels: readLabels(flags.label),
  trust: flags.trustUserHeaders ? 'users' : null,
  expiresAt: readExpiry(flags.expires, now),
});
