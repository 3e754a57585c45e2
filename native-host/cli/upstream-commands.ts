import type { Command } from 'commander';
import { type CredentialNote, isCredentialHeader, isSecret } from '../credential/credential.ts';
import type { Kept } from '../credential/keep-credential.ts';
import { placeKeyring } from '../credential/place-keyring.ts';
import { UserError } from '../errors/user-error.ts';
import { checkUpstream } from '../settings/check-upstream.ts';
import { clearUpstream, readUpstream, setUpstream } from '../settings/set-upstream.ts';
import { isLoopback } from '../upstream/is-loopback.ts';
import type { CliContext } from './cli-context.ts';
import { settingsWorld } from './find-grant.ts';
import { readSecret } from './read-secret.ts';

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
    'Invalid credential: it must be one word of visible ASCII characters.',
    'Paste it at the prompt, or pipe it in: `… upstream set URL --key < file`.',
  );
};

const PLACES: Record<CredentialNote['kept'], string> = {
  keyring: 'the keyring of this computer',
  file: 'a file that only you can read: turnkey.credential in the Turnkey folder',
};

const reportStored = ({ kept, passedOver }: Kept, { explain }: CliContext): void => {
  for (const { place, why } of passedOver) explain(`The ${place} did not store the credential: ${why}.`);
  explain(`The credential is stored in ${PLACES[kept]}.`);
};

const set = async (address: string, flags: SetFlags, context: CliContext): Promise<void> => {
  const { header, keyring } = flags;
  if (header !== undefined && !isCredentialHeader(header)) {
    throw new UserError('This header cannot carry a credential.', 'Use one such as X-API-Key.');
  }
  const base = checkUpstream(address);
  // Ask before changing anything, so that cancelling leaves everything as it was.
  const secret = flags.key || header !== undefined ? await askForSecret(base) : undefined;
  const credential =
    secret === undefined ? undefined : { secret, header: header ?? null, fileOnly: !keyring };
  if (credential && keyring) await placeKeyring(context.data, context.keyring);
  const { stored } = await setUpstream(address, settingsWorld(context), credential);
  if (!stored) return;
  reportStored(stored, context);
  if (base.startsWith('http:') && !isLoopback(base)) {
    context.explain('The credential will be sent unencrypted. Use https if you can.');
  }
};

const show = async ({ json }: { json?: boolean }, context: CliContext): Promise<void> => {
  const { settings } = context.store();
  const { base, from, credential: note } = await readUpstream(settings, context.env['OLLAMA_HOST']);
  if (json) {
    const credential = note ? { header: note.header ?? 'Authorization', kept: note.kept } : null;
    return context.print(JSON.stringify({ address: base, from, credential }, null, 2));
  }
  const how = note && `, with a credential from the ${note.kept} in ${note.header ?? 'Authorization'}`;
  context.print(`${base} (${from})${how ?? ''}`);
};

/** `upstream show | set | clear`: the address of Ollama, and the credential sent to it. */
export const addUpstreamCommands = (program: Command, context: CliContext): void => {
  const upstream = program.command('upstream').description('manage the address of Ollama and its credential');
  upstream
    .command('show')
    .description('show the address in use, where it was set, and whether a credential is sent to it')
    .option('--json', 'print JSON: address, from, credential ({header, kept} or null)')
    .action((flags: { json?: boolean }) => show(flags, context));
  upstream
    .command('set <address>')
    .description('use this address, in the format of OLLAMA_HOST')
    .option('--key', 'send a credential as Authorization: Bearer; read from a prompt or a pipe')
    .option('--header <name>', 'send the credential in this header instead')
    .option('--no-keyring', 'store the credential in a file of mode 0600, even if there is a keyring')
    .action(async (address: string, flags: SetFlags) => {
      await set(address, flags, context);
      await show({}, context);
    });
  upstream
    .command('clear')
    .description('return to OLLAMA_HOST or the default address, and delete the credential')
    .action(async () => {
      await clearUpstream(settingsWorld(context));
      await show({}, context);
    });
};
