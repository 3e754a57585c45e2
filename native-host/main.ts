import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from './platform/data-directory.ts';
import type { Platform } from './platform/path-of.ts';
import { callerFromArgv } from './stdio/caller-from-argv.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

/** A browser starts the host with its caller in argv; a person starts it with a command. */
const args = process.argv.slice(2);
const caller = callerFromArgv(args);
const data = dataDirectory(process.platform as Platform, process.env, homedir());

if (caller) {
  serveStdio({ process, caller, data });
} else {
  const { runCli } = await import('./cli/run-cli.ts');
  process.exitCode = await runCli(args, { bundle: fileURLToPath(import.meta.url) });
}
