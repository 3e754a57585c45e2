import { CREDENTIAL_SETTING, type CredentialNote, readNote } from '../credential/credential.ts';
import { forgetCredential, type Vaults } from '../credential/keep-credential.ts';
import type { Settings } from '../store/contract.ts';

/** The stored note of the credential for an address; undefined if there is none. */
export const credentialNote = async (settings: Settings, base: string): Promise<CredentialNote | undefined> =>
  readNote(await settings.get(CREDENTIAL_SETTING), base);

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
  settings: Settings,
  base: string | undefined,
  vaults: () => Vaults,
): Promise<void> => {
  const kept = await baseOf(settings);
  if (kept === undefined || kept === base) return;
  const note = readNote(await settings.get(CREDENTIAL_SETTING), kept);
  if (note) await forgetCredential(note, vaults());
};
