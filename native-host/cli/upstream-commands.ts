import type { Command } from 'commander';
import { isCredentialHeader, isSecret } from '../credential/credential.ts';
import { UserError } from '../errors/user-error.ts';
import { isLoopback } from '../upstream/is-loopback.ts';
import { resolveUpstream, type Upstream } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { readSecret } from './read-secret.ts';
import { checkUpstream, clearUpstream, setUpstream } from './set-upstream.ts';
import { credentialNote, setCredential } from './upstream-credential.ts';

interface SetFlags {
  readonly key?: boolean;
  readonly header?: string;
  /** False with `--no-keyring`. */
  readonly keyring: boolean;
}

const askForSecret = async (base: string): Promise<string> => {
  const secret = await readSecret(`Credential for ${base}: `);
  if (secret === undefined) throw new UserError('Nothing was changed.', 'Run it again to set a credential.');
  if (isSecret(secret)) return secret;
  throw new UserError(
    'That is no credential: it must be one word of visible ASCII.',
    'Paste it when you are asked, or pipe it in: `… upstream set URL --key < file`.',
  );
};

const set = async (address: string, flags: SetFlags, context: CliContext): Promise<void> => {
  const { header } = flags;
  if (header !== undefined && !isCredentialHeader(header)) {
    throw new UserError('A credential cannot travel in that header.', 'Name one like X-API-Key.');
  }
  const base = checkUpstream(address);
  // Asked for before anything is changed: whoever gives up has lost nothing.
  const secret = flags.key || header !== undefined ? await askForSecret(base) : undefined;
  await setUpstream(address, context);
  if (secret === undefined) return;
  await setCredential(base, secret, flags, context);
  if (base.startsWith('http:') && !isLoopback(base)) {
    context.explain('It will travel unencrypted: use https where you can.');
  }
};

const inUse = async ({ store, env }: CliContext): Promise<Upstream> =>
  resolveUpstream(await store().settings.get('upstream'), env['OLLAMA_HOST']);

const show = async ({ json }: { json?: boolean }, context: CliContext): Promise<void> => {
  const { base, from } = await inUse(context);
  const note = await credentialNote(context, base);
  if (json) {
    const credential = note ? { header: note.header ?? 'Authorization', kept: note.kept } : null;
    return context.print(JSON.stringify({ address: base, from, credential }, null, 2));
  }
  const how = note && `, with a credential from the ${note.kept} in ${note.header ?? 'Authorization'}`;
  context.print(`${base} (${from})${how ?? ''}`);
};

/** `upstream show | set | clear`: where the host finds Ollama, and what it shows there. */
export const addUpstreamCommands = (program: Command, context: CliContext): void => {
  const upstream = program.command('upstream').description('where Ollama is, and the credential it asks for');
  upstream
    .command('show')
    .description('show the address in use, who set it, and whether a credential goes with it')
    .option('--json', 'as JSON: address, from, credential ({header, kept} or null)')
    .action((flags: { json?: boolean }) => show(flags, context));
  upstream
    .command('set <address>')
    .description('use this address, written as for OLLAMA_HOST')
    .option('--key', 'send a credential, as Authorization: Bearer; asked for, or read from a pipe')
    .option('--header <name>', 'send the credential in this header instead')
    .option('--no-keyring', 'keep the credential in a file of mode 0600 even where there is a keyring')
    .action(async (address: string, flags: SetFlags) => {
      await set(address, flags, context);
      await show({}, context);
    });
  upstream
    .command('clear')
    .description('go back to OLLAMA_HOST or the default, and forget the credential')
    .action(async () => {
      await clearUpstream(context);
      await show({}, context);
    });
};
