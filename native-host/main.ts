import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from './platform/data-directory.ts';
import type { Platform } from './platform/path-of.ts';
import { callerFromArgv } from './stdio/caller-from-argv.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

/** `doctor` starts the host as a browser does, with this argument at the end. Such starts are not logged. */
const FROM_DOCTOR = '--doctor';

/**
 * Serves the browser that started this process with its caller in argv, or runs the command of a person.
 * @param file the URL of the host's first file, which is what `install-host` copies
 */
export const main = async (file: string): Promise<void> => {
  const args = process.argv.slice(2);
  const caller = callerFromArgv(args);
  const data = dataDirectory(process.platform as Platform, process.env, homedir());
  if (caller) {
    const checkUp = async () => (await import('./doctor/check-up.ts')).checkUp(data, caller);
    return serveStdio({ process, caller, data, checkUp, logged: !args.includes(FROM_DOCTOR) });
  }
  const { runCli } = await import('./cli/run-cli.ts');
  process.exitCode = await runCli(args, { bundle: fileURLToPath(file) });
};
