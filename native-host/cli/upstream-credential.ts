import { CREDENTIAL_SETTING, type CredentialNote, readNote } from '../credential/credential.ts';
import { forgetCredential, keepCredential } from '../credential/keep-credential.ts';
import { placeKeyring } from '../credential/place-keyring.ts';
import { vaultsOf } from '../credential/vaults.ts';
import type { Settings } from '../store/contract.ts';
import type { CliContext } from './cli-context.ts';

/** The stored note of the credential for an address; undefined if there is none. */
export const credentialNote = async (
  { store }: CliContext,
  base: string,
): Promise<CredentialNote | undefined> => readNote(await store().settings.get(CREDENTIAL_SETTING), base);

const baseOf = async (settings: Settings): Promise<string | undefined> => {
  const text = await settings.get(CREDENTIAL_SETTING);
  try {
    return text && (JSON.parse(text) as CredentialNote).base;
  } catch {
    return undefined;
  }
};

/** Whether the credential that is kept belongs to this address. */
export const isCredentialFor = async (settings: Settings, base: string | undefined): Promise<boolean> =>
  base !== undefined && (await baseOf(settings)) === base;

/** Deletes the credential that is kept, unless it belongs to this address. Its note in the store stays. */
export const forgetOtherCredential = async (
  { store, data }: CliContext,
  base: string | undefined,
): Promise<void> => {
  const { settings } = store();
  const kept = await baseOf(settings);
  if (kept === undefined || kept === base) return;
  const note = readNote(await settings.get(CREDENTIAL_SETTING), kept);
  if (note) await forgetCredential(note, vaultsOf(data));
};

interface How {
  readonly header?: string | undefined;
  readonly keyring: boolean;
}

/** Stores a credential for an address, in the keyring if wanted and available, else in a file. Says where. */
export const setCredential = async (
  base: string,
  secret: string,
  { header, keyring }: How,
  { data, store, explain }: CliContext,
): Promise<void> => {
  if (keyring) await placeKeyring(data);
  const vaults = vaultsOf(data).filter(({ place }) => keyring || place === 'file');
  const { kept, passedOver } = await keepCredential(base, secret, vaults);
  const note: CredentialNote = { base, header: header ?? null, kept };
  await store().settings.set(CREDENTIAL_SETTING, JSON.stringify(note));
  for (const { place, why } of passedOver) explain(`The ${place} did not store the credential: ${why}.`);
  explain(`The credential is stored in ${PLACES[kept]}.`);
};

const PLACES: Record<CredentialNote['kept'], string> = {
  keyring: 'the keyring of this computer',
  file: 'a file that only you can read: turnkey.credential in the Turnkey folder',
};
