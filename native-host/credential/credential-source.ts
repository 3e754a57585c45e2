import { CREDENTIAL_SETTING, type Credential, credentialOf, readNote } from './credential.ts';
import { recallCredential, type Vaults } from './keep-credential.ts';

/** Gives the header that goes with every request to one address; undefined where none was set. */
export type CredentialSource = () => Promise<Credential | undefined>;

interface Settings {
  get(key: string): Promise<string | undefined> | string | undefined;
}

/**
 * The credential of the address in use, read when a request first needs it and kept for this process. What fails
 * is tried anew: the user may have unlocked the keyring meanwhile.
 */
export const createCredentialSource = (
  base: string,
  settings: Settings,
  vaults: () => Vaults,
): CredentialSource => {
  let known: Promise<Credential | undefined> | undefined;
  const read = async () => {
    const note = readNote(await settings.get(CREDENTIAL_SETTING), base);
    return note && credentialOf(note, await recallCredential(note, vaults()));
  };
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};
