import { CREDENTIAL_SETTING, type Credential, credentialOf, readNote } from './credential.ts';
import { recallCredential, type Vaults } from './keep-credential.ts';

/** Finds the header to add to requests to one address: undefined if none was configured, a promise if it is not known. */
export type CredentialSource = () => Credential | undefined | Promise<Credential | undefined>;

interface Settings {
  get(key: string): Promise<string | undefined> | string | undefined;
}

/**
 * Reads the credential of an address when a request first needs it, and caches it for this process. A failure is not
 * cached, because the user may unlock the keyring.
 */
export const createCredentialSource = (
  base: string,
  settings: Settings,
  vaults: () => Vaults,
): CredentialSource => {
  let known: ReturnType<CredentialSource>;
  let isKnown = false;
  const read = async () => {
    const note = readNote(await settings.get(CREDENTIAL_SETTING), base);
    return note && credentialOf(note, await recallCredential(note, vaults()));
  };
  return () => {
    if (isKnown) return known;
    known ??= read().then(
      (found) => {
        known = found;
        isKnown = true;
        return found;
      },
      (error: unknown) => {
        known = undefined;
        throw error;
      },
    );
    return known;
  };
};
