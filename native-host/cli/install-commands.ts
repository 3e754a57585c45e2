import type { Command } from 'commander';
import { VERSION } from '../../shared/version.ts';
import { UserError } from '../errors/user-error.ts';
import { installHost } from '../install/install-host.ts';
import type { InstallReport, UninstallReport } from '../install/install-report.ts';
import { formatReport } from '../install/install-report.ts';
import { uninstallHost } from '../install/uninstall-host.ts';
import { isPostgresAddress, plainAddress } from '../store/postgres/store-address.ts';
import { revokeAll } from '../store/sqlite/revoke-all.ts';
import type { CliContext } from './cli-context.ts';
import { hasOwnerKey, makeOwnerKey } from './owner-key.ts';
import { collect } from './read-options.ts';
import { setUpstream } from './set-upstream.ts';
import { storeAddress } from './store-address.ts';

interface Place {
  readonly dir?: string;
  readonly userDataDir?: string;
  readonly system?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface InstallFlags extends Place {
  readonly browser: readonly string[];
  readonly extensionId: readonly string[];
  readonly ollamaHost?: string;
}

const failIfAnyFailed = ({ rows }: InstallReport | UninstallReport) => {
  if (rows.some(({ outcome }) => outcome === 'failed')) {
    throw new UserError(
      'Not everything could be done.',
      'Look at the rows that failed, fix the cause, and run it again.',
    );
  }
};

/** What a host for this user needs besides its files. Gives the first key, if it was made now. */
const prepare = async ({ ollamaHost }: InstallFlags, context: CliContext): Promise<string | undefined> => {
  const { store, env, explain } = context;
  // A host that a browser starts sees no shell's environment: what is set now is remembered. A choice that
  // was made before counts more than the environment.
  const found = ollamaHost ?? ((await store().settings.get('upstream')) ? undefined : env['OLLAMA_HOST']);
  if (found?.trim()) explain(`Ollama is expected at ${await setUpstream(found, context)}.`);
  return (await hasOwnerKey(context)) ? undefined : makeOwnerKey(context);
};

const install = async (flags: InstallFlags, context: CliContext) => {
  const { world, bundle, print, explain } = context;
  const { browser: browsers, extensionId: extensionIds } = flags;
  if (flags.dir) context.useFolder(flags.dir);
  const report = await installHost({ ...flags, browsers, extensionIds, bundle, version: VERSION }, world);
  if (!flags.json) explain(formatReport(report).trimEnd());
  const key = flags.dryRun || flags.system ? undefined : await prepare(flags, context);
  if (flags.json) print(JSON.stringify({ ...report, ...(key && { key }) }, null, 2));
  else if (flags.system) explain('Each user makes a key of their own now: `ollama-turnkey api-key`.');
  else if (key) {
    explain('This is the key for the settings of the Ollama Turnkey extension. It is shown only now:');
    print(key);
  }
  failIfAnyFailed(report);
};

interface UninstallFlags extends Place {
  readonly purge?: boolean;
  /** The address that was given for all commands. */
  readonly store?: string;
}

const uninstall = async ({ store, ...flags }: UninstallFlags, context: CliContext) => {
  const { world, env, data, now, print, explain } = context;
  const report = await uninstallHost({ ...flags, revokeAll: (path) => revokeAll(path, now) }, world);
  if (flags.json) print(JSON.stringify(report, null, 2));
  else explain(formatReport(report).trimEnd());
  const address = storeAddress({ option: store, env, data });
  if (flags.purge && isPostgresAddress(address)) {
    explain(
      `--purge removes the file of this computer. What ${plainAddress(address)} grants stays as it is.`,
    );
  }
  failIfAnyFailed(report);
};

const place = (command: Command): Command =>
  command
    .option('--dir <folder>', 'where the host and its store live')
    .option('--user-data-dir <folder>', 'a Chromium that is started with this option')
    .option('--system', 'for all users of this computer')
    .option('--dry-run', 'show what would be done, and do nothing')
    .option('--json', 'as JSON');

/** `install-host` and `uninstall-host`. */
export const addInstallCommands = (program: Command, context: CliContext): void => {
  place(program.command('install-host'))
    .description('install the native messaging host for the browsers that are there')
    .option('--browser <id>', 'only this browser (repeatable)', collect, [])
    .option('--extension-id <id>', 'let this extension start the host directly (repeatable)', collect, [])
    .option('--ollama-host <address>', 'where Ollama is, written as for OLLAMA_HOST')
    .action((flags: InstallFlags) => install(flags, context));
  place(program.command('uninstall-host'))
    .description('remove the host and its manifests; keys and grants stay')
    .option('--purge', 'revoke and remove keys and grants too')
    .action((_: unknown, command: Command) => uninstall(command.optsWithGlobals(), context));
};
