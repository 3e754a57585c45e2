import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { isSecret } from '../credential/credential.ts';
import { UserError } from '../errors/user-error.ts';
import { parseListenAddress } from '../serve/listen-address.ts';
import { checkUpstream } from '../settings/check-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { readSecret } from './read-secret.ts';

/** Where programs look for Ollama. */
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 11434 };

interface ConnectFlags {
  readonly listen: { readonly host: string; readonly port: number };
  readonly keyFile?: string;
}

const listenAddress = (text: string) => {
  const address = parseListenAddress(text);
  if (!address) throw new InvalidArgumentError('Use HOST:PORT, such as 127.0.0.1:11434.');
  return address;
};

const readKeyFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new UserError(`The key file cannot be read (${code}).`, 'Check its path and its permissions.');
  });

/** The key from the file, the environment or the terminal; never from an argument, which other users can see. */
const readKey = async ({ keyFile }: ConnectFlags, env: CliContext['env']): Promise<string> => {
  const given = keyFile === undefined ? env['OLLAMA_API_KEY'] : await readKeyFile(keyFile);
  const key = (given ?? (await readSecret('Key: ')))?.trim() ?? '';
  if (isSecret(key)) return key;
  throw new UserError(
    'No key was given, or it has a space or another character that keys do not have.',
    'Set OLLAMA_API_KEY, use --key-file PATH, or paste the key at the prompt.',
  );
};

/** `connect`: a local listener without a key, for programs that cannot send one. */
export const addConnectCommand = (program: Command, context: CliContext): void => {
  program
    .command('connect')
    .argument('<url>', 'address of a `serve`, such as https://ollama.example')
    .description('let programs that cannot send a key, such as `ollama`, use a `serve` from this computer')
    .option('--listen <address>', 'loopback address to listen on', listenAddress, DEFAULT_LISTEN)
    .option('--key-file <path>', 'file with the key (default: OLLAMA_API_KEY, or a prompt)')
    .action(async (url: string, flags: ConnectFlags) => {
      const { runConnect } = await import('../serve/connect/run-connect.ts');
      const base = checkUpstream(url);
      const key = await readKey(flags, context.env);
      await runConnect(context.explain, { base, key, listen: flags.listen });
    });
};
