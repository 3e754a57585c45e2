import { type Command, InvalidArgumentError } from 'commander';
import { VERSION } from '../../shared/version.ts';
import { UserError } from '../errors/user-error.ts';
import { parseDigest } from '../update/checksum.ts';
import { nodeUpdateWorld } from '../update/node-update-world.ts';
import { type UpdateReport, updateHost } from '../update/update-host.ts';
import type { CliContext } from './cli-context.ts';

interface Flags {
  readonly sha256?: string;
  readonly dir?: string;
  readonly userDataDir?: string;
  readonly system?: boolean;
  readonly json?: boolean;
}

const readDigest = (text: string): string => {
  try {
    return parseDigest(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
};

/** What an update did, for the terminal. */
const linesOf = ({ kind, from, to, rows }: UpdateReport): string[] => {
  if (from === to) return [`${to} is installed already. Nothing was changed.`];
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  return [
    from ? `Updated from ${from} to ${to}.` : `Installed ${to}.`,
    ...failed.map(
      ({ browser, path, note }) => `Not for ${browser || 'all browsers'}: ${path}. ${note ?? ''}`,
    ),
    'What runs already continues with the old version. The next start by a browser uses the new one.',
    ...(kind === 'package' && to !== VERSION
      ? [`This command stays at ${VERSION}. If npm installed it: \`npm install -g ollama-turnkey@${to}\`.`]
      : []),
  ];
};

const update = async (file: string | undefined, flags: Flags, context: CliContext) => {
  const { json, ...options } = flags;
  const report = await updateHost({ ...options, file }, nodeUpdateWorld(context.world));
  if (json) context.print(JSON.stringify(report, null, 2));
  else for (const line of linesOf(report)) context.explain(line);
  if (report.rows.some(({ outcome }) => outcome === 'failed'))
    throw new UserError(
      'Some browsers still start the old version.',
      'Solve that, then run the command again.',
    );
};

/** `update`: replaces the installed host by another version. */
export const addUpdateCommand = (program: Command, context: CliContext): void => {
  program
    .command('update [file]')
    .description(
      'replace the installed app by the newest version, or by the one in a file; keeps what works if that fails',
    )
    .option(
      '--sha256 <digest>',
      'checksum of the file, instead of the one in SHA256SUMS beside it',
      readDigest,
    )
    .option('--dir <folder>', 'folder of the app and its store')
    .option('--user-data-dir <folder>', 'also for a Chromium that runs with this --user-data-dir')
    .option('--system', 'what was installed for all users of this computer')
    .option('--json', 'print JSON')
    .action((file: string | undefined, flags: Flags) => update(file, flags, context));
};
