import type { Command } from 'commander';
import { SETUP_URL } from '../../shared/setup-url.ts';
import { VERSION } from '../../shared/version.ts';
import { UserError } from '../errors/user-error.ts';
import { installHost } from '../install/install-host.ts';
import type { InstallReport, UninstallReport } from '../install/install-report.ts';
import { formatReport } from '../install/install-report.ts';
import { openPage } from '../install/open-page.ts';
import { uninstallHost } from '../install/uninstall-host.ts';
import { setUpstream } from '../settings/set-upstream.ts';
import { isPostgresAddress, plainAddress } from '../store/postgres/store-address.ts';
import { revokeAll } from '../store/sqlite/revoke-all.ts';
import type { CliContext } from './cli-context.ts';
import { settingsWorld } from './find-grant.ts';
import { hasOwnerKey, makeOwnerKey } from './owner-key.ts';
import { openWindow } from './pair-command.ts';
import { collect } from './read-options.ts';
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
  readonly openPage?: boolean;
}

const failIfAnyFailed = ({ rows }: InstallReport | UninstallReport) => {
  if (rows.some(({ outcome }) => outcome === 'failed')) {
    throw new UserError(
      'Some steps failed.',
      'Fix the cause of each failed row, then run the command again.',
    );
  }
};

/** Stores where Ollama is, and creates the first owner key. Returns that key; undefined if there is one already. */
const prepare = async ({ ollamaHost }: InstallFlags, context: CliContext): Promise<string | undefined> => {
  const { store, env, explain } = context;
  // A browser starts the host without the environment of a shell, so OLLAMA_HOST is stored now. An address that was
  // set before takes precedence over the environment.
  const found = ollamaHost ?? ((await store().settings.get('upstream')) ? undefined : env['OLLAMA_HOST']);
  if (found?.trim()) {
    const { base } = await setUpstream(found, settingsWorld(context));
    explain(`Ollama address: ${base}.`);
  }
  return (await hasOwnerKey(context)) ? undefined : makeOwnerKey(context);
};

const install = async (flags: InstallFlags, context: CliContext) => {
  const { world, bundle, print, explain } = context;
  const { browser: browsers, extensionId: extensionIds } = flags;
  if (flags.dir) context.useFolder(flags.dir);
  const report = await installHost({ ...flags, browsers, extensionIds, bundle, version: VERSION }, world);
  if (!flags.json) explain(formatReport(report).trimEnd());
  const forUser = !flags.dryRun && !flags.system;
  const key = forUser ? await prepare(flags, context) : undefined;
  const pairUntil = forUser ? await openWindow(flags, context) : undefined;
  if (flags.json) print(JSON.stringify({ ...report, ...(key && { key }), pairUntil }, null, 2));
  else if (flags.system) explain('Next, each user runs `ollama-turnkey pair`, or `api-key` to create a key.');
  else if (key) {
    explain('Or paste this key into the settings of the extension. It is shown only once:');
    print(key);
  } else if (forUser) {
    explain('There is a key for pairing already. To create another, run `ollama-turnkey api-key`.');
  }
  failIfAnyFailed(report);
  if (flags.openPage && !flags.dryRun) await openPage(SETUP_URL, world);
};

interface UninstallFlags extends Place {
  readonly purge?: boolean;
  /** The value of the global option `--store`. */
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
      `--purge only removes the store file on this computer. The permissions in ${plainAddress(address)} are unchanged.`,
    );
  }
  failIfAnyFailed(report);
};

const place = (command: Command): Command =>
  command
    .option('--dir <folder>', 'folder of the host and its store')
    .option('--user-data-dir <folder>', 'for a Chromium that runs with this --user-data-dir')
    .option('--system', 'for all users of this computer')
    .option('--dry-run', 'show what would be done, without doing it')
    .option('--json', 'print JSON');

/** `install-host` and `uninstall-host`. */
export const addInstallCommands = (program: Command, context: CliContext): void => {
  place(program.command('install-host'))
    .description('install the native messaging host for the installed browsers')
    .option('--browser <id>', 'only this browser (repeatable)', collect, [])
    .option('--extension-id <id>', 'let this extension start the host directly (repeatable)', collect, [])
    .option('--ollama-host <address>', 'address of Ollama, in the format of OLLAMA_HOST')
    .option('--open-page', 'open the installation page in the browser afterwards')
    .action((flags: InstallFlags) => install(flags, context));
  place(program.command('uninstall-host'))
    .description('remove the host and its manifests; keeps keys and permissions')
    .option('--purge', 'also revoke and remove keys and permissions')
    .action((_: unknown, command: Command) => uninstall(command.optsWithGlobals(), context));
};
