import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { redactKeys } from '../../shared/key/key.ts';
import { VERSION } from '../../shared/version.ts';
import { CredentialError } from '../credential/credential.ts';
import { UserError } from '../errors/user-error.ts';
import { InstallError } from '../install/install-error.ts';
import { nodeWorld } from '../install/node-world.ts';
import { dataDirectory } from '../platform/data-directory.ts';
import { openStoreAt } from '../store/choose-store.ts';
import type { Store } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { addCommands } from './add-commands.ts';
import type { CliContext } from './cli-context.ts';
import { storeAddress } from './store-address.ts';

/** How long a command waits for another process to finish writing, in milliseconds. */
const COMMAND_MS = 30_000;

const FAILED = 1;
const USAGE = 2;

/** Errors whose message is meant for the person at the terminal. */
const EXPECTED = [UserError, StoreError, InstallError, CredentialError];

/** Prints an error, without keys in it. Returns the exit code. */
const reportError = (error: unknown, debug: boolean): number => {
  // Commander has printed its own message. It throws for --help and --version too, with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  const { message, help, stack } = error as Error & { help?: string };
  const known = EXPECTED.some((kind) => error instanceof kind);
  console.error(redactKeys(known ? message : `Unexpected error: ${message}`));
  if (error instanceof StoreError) console.error(redactKeys(error.detail));
  if (help) console.error(redactKeys(help));
  if (debug && stack) console.error(redactKeys(stack));
  return FAILED;
};

interface Program extends Pick<CliContext, 'bundle' | 'keyring'> {
  readonly isExecutable: boolean;
}

/** Runs one command. Returns the exit code: 0 for success, 1 for a failure, 2 for a usage error. */
export const runCli = async (
  args: readonly string[],
  { bundle, isExecutable, keyring }: Program,
): Promise<number> => {
  const world = nodeWorld(isExecutable);
  const { env, platform, home } = world;
  let data = dataDirectory(platform, env, home);
  let store: Store | undefined;
  let exitCode = 0;
  const context: CliContext = {
    bundle,
    keyring,
    get data() {
      return data;
    },
    useFolder(folder) {
      data = resolve(folder);
    },
    env,
    world,
    store(options = { busyMs: COMMAND_MS }) {
      store ??= openStoreAt(storeAddress({ option: program.opts()['store'], env, data }), Date.now, options);
      return store;
    },
    exitWith(code) {
      exitCode = code;
    },
    random: (bytes) => randomBytes(bytes),
    now: Date.now,
    print: (line) => console.log(line),
    explain: (line) => console.error(line),
  };
  const program = new Command('ollama-turnkey')
    .description('Turnkey access to a local Ollama for browser extensions.')
    .version(VERSION)
    .option('--store <address>', 'use this database instead of the file: postgres://user@host/turnkey')
    .option('--debug', 'print the stack trace of an error')
    .configureOutput({ writeErr: (text) => process.stderr.write(redactKeys(text)) })
    .exitOverride();
  addCommands(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportError(error, program.opts()['debug'] === true);
  } finally {
    await store?.close();
  }
};
