import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from './platform/data-directory.ts';
import type { Platform } from './platform/path-of.ts';
import { callerFromArgv } from './stdio/caller-from-argv.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

/** `doctor` starts the host as a browser does, with this argument at the end. Such starts are not logged. */
const FROM_DOCTOR = '--doctor';

interface Options {
  /** The URL of the host's first file, which is what `install-host` copies. */
  readonly file: string;
  /** Arguments after the program. @default those of the process */
  readonly args?: readonly string[];
  /** Whether this process is the single executable, which `install-host` copies instead. @default false */
  readonly isExecutable?: boolean;
  /** Whether a package installed it. @default false */
  readonly isPackaged?: boolean;
}

/** Serves the browser that started this process with its caller in argv, or runs the command of a person. */
export const main = async (options: Options): Promise<void> => {
  const { file, args = process.argv.slice(2), isExecutable = false, isPackaged = false } = options;
  const caller = callerFromArgv(args);
  const data = dataDirectory(process.platform as Platform, process.env, homedir());
  if (caller) {
    const checkUp = async () =>
      (await import('./doctor/check-up.ts')).checkUp({ data, caller, isExecutable });
    const logged = !args.includes(FROM_DOCTOR);
    return serveStdio({ process, caller, data, checkUp, isPackaged, logged });
  }
  const { runCli } = await import('./cli/run-cli.ts');
  process.exitCode = await runCli(args, { bundle: fileURLToPath(file), isExecutable });
};
