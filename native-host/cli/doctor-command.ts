import { type Command, InvalidArgumentError } from 'commander';
import type { CheckGroup } from '../../shared/protocol/check-up.ts';
import { VERSION } from '../../shared/version.ts';
import { shownCheck } from '../doctor/finding.ts';
import { fixFindings } from '../doctor/fix.ts';
import { exitCodeOf, formatFindings, terminalPaint } from '../doctor/format-findings.ts';
import { GROUPS, runChecks } from '../doctor/run-checks.ts';
import { nodeDoctorWorld } from '../doctor/world/node-doctor-world.ts';
import type { CliContext } from './cli-context.ts';

interface Flags {
  readonly dir?: string;
  readonly userDataDir?: string;
  readonly system?: boolean;
  readonly fix?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly timeout?: number;
}

const readGroup = (text: string, before: readonly CheckGroup[] = []): readonly CheckGroup[] => {
  const group = GROUPS.find((each) => each === text);
  if (group) return [...before, group];
  throw new InvalidArgumentError(`The groups are ${GROUPS.join(', ')}.`);
};

const readSeconds = (text: string): number => {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 300) return seconds;
  throw new InvalidArgumentError('Give a number of seconds up to 300.');
};

const diagnose = async (groups: readonly CheckGroup[], flags: Flags, context: CliContext) => {
  const { dir, userDataDir, system, timeout } = flags;
  if (dir) context.useFolder(dir);
  const place = { dir, userDataDir, system };
  const startLimitMs = timeout === undefined ? undefined : timeout * 1_000;
  const world = nodeDoctorWorld({ world: context.world, data: context.data, startLimitMs });
  const run = () => runChecks(world, { ...place, groups });
  let findings = await run();
  if (flags.fix) {
    const options = { world, place, bundle: context.bundle, version: VERSION, now: context.now };
    const changes = await fixFindings(findings, options);
    for (const change of changes) context.explain(change.replaceAll(world.home, '~'));
    if (changes.length > 0) findings = await run();
  }
  context.exitWith(exitCodeOf(findings));
  if (flags.json) {
    const checks = findings.map((finding) => ({
      ...shownCheck(finding),
      ...(finding.detail && { detail: finding.detail }),
    }));
    return context.print(JSON.stringify({ schema: 1, version: VERSION, checks }, null, 2));
  }
  const { all = false } = flags;
  context.print(formatFindings(findings, { all, home: world.home, paint: terminalPaint }));
};

/** `doctor`: checks the installation, and corrects it with `--fix`. */
export const addDoctorCommand = (program: Command, context: CliContext): void => {
  program
    .command('doctor')
    .description('find out why something does not work, and what to do about it')
    .argument('[groups...]', `check only these: ${GROUPS.join(', ')}`, readGroup)
    .option('--fix', 'solve what can be solved without a decision')
    .option('--all', 'list what is in order, too')
    .option('--dir <folder>', 'folder of the host and its store')
    .option('--user-data-dir <folder>', 'also check a Chromium that runs with this --user-data-dir')
    .option('--system', 'check the installation for all users')
    .option('--timeout <seconds>', 'how long the host may take to start (default: 5)', readSeconds)
    .option('--json', 'print JSON')
    .action((groups: readonly CheckGroup[], flags: Flags) => diagnose(groups, flags, context));
};
