import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from './platform/data-directory.ts';
import type { Platform } from './platform/path-of.ts';
import { callerFromArgv } from './stdio/caller-from-argv.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

/** `doctor` starts the host as a browser does, with this argument at the end. Such starts are not logged. */
const FROM_DOCTOR = '--doctor';

/** Milliseconds after which a host repairs its registrations. By then the first requests are on their way. */
const REPAIR_AFTER_MS = 5_000;

/** Registers the host with browsers that lost it or were installed later. A failure is left to `doctor`. */
const repair = async (data: string, host: string): Promise<void> => {
  try {
    const { repairHere } = await import('./install/repair-here.ts');
    for (const { browser } of await repairHere(data, host))
      console.error(`ollama-turnkey: registered again with ${browser || 'all browsers'}`);
  } catch {}
};

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
    const fromDoctor = args.includes(FROM_DOCTOR);
    if (!fromDoctor) setTimeout(() => repair(data, fileURLToPath(file)), REPAIR_AFTER_MS).unref();
    return serveStdio({ process, caller, data, checkUp, logged: !fromDoctor });
  }
  const { runCli } = await import('./cli/run-cli.ts');
  process.exitCode = await runCli(args, { bundle: fileURLToPath(file) });
};
