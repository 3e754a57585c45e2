import { createFileVault } from './file-vault.ts';
import type { Vaults } from './keep-credential.ts';
import { createKeyringVault, loadKeyring } from './keyring-vault.ts';

/** The places of this computer that can keep a credential for the host with this data folder. */
export const vaultsOf = (folder: string): Vaults => {
  const keyring = loadKeyring(folder);
  const file = createFileVault(folder);
  return keyring ? [createKeyringVault(keyring, folder), file] : [file];
};
