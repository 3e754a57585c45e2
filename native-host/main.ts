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

interface Options {
  /** The URL of the host's first file, which is what `install-host` copies. */
  readonly file: string;
  /** Arguments after the program. @default those of the process */
  readonly args?: readonly string[];
  /** Whether this process is the single executable, which `install-host` copies instead. @default false */
  readonly isExecutable?: boolean;
  /** Whether a package installed it. @default false */
  readonly isPackaged?: boolean;
  /** Path of the keyring's native module. @default that of the installed package */
  readonly keyring?: string;
}

/** Registers the host with browsers that lost it or were installed later. A failure is left to `doctor`. */
const repair = async (data: string, host: string, isExecutable: boolean): Promise<void> => {
  try {
    const { repairHere } = await import('./install/repair-here.ts');
    for (const { browser } of await repairHere({ data, host, isExecutable }))
      console.error(`ollama-turnkey: registered again with ${browser || 'all browsers'}`);
  } catch {}
};

/** Serves the browser that started this process with its caller in argv, or runs the command of a person. */
export const main = async (options: Options): Promise<void> => {
  const { file, args = process.argv.slice(2), isExecutable = false, isPackaged = false, keyring } = options;
  const caller = callerFromArgv(args);
  const data = dataDirectory(process.platform as Platform, process.env, homedir());
  const bundle = fileURLToPath(file);
  if (caller) {
    const checkUp = async () =>
      (await import('./doctor/check-up.ts')).checkUp({ data, caller, isExecutable });
    const fromDoctor = args.includes(FROM_DOCTOR);
    const host = isExecutable ? process.execPath : bundle;
    if (!fromDoctor) setTimeout(() => repair(data, host, isExecutable), REPAIR_AFTER_MS).unref();
    return serveStdio({ process, caller, data, checkUp, isPackaged, logged: !fromDoctor });
  }
  const { runCli } = await import('./cli/run-cli.ts');
  process.exitCode = await runCli(args, { bundle, isExecutable, keyring });
  // A process of `serve` ends with its command, although the one that started it keeps a channel open.
  process.channel?.unref();
};
