import { createFileVault } from './file-vault.ts';
import type { Vaults } from './keep-credential.ts';
import { createKeyringVault, loadKeyring } from './keyring-vault.ts';

/** The vaults of the host with this data directory. */
export const vaultsOf = (folder: string): Vaults => {
  const keyring = loadKeyring(folder);
  const file = createFileVault(folder);
  return keyring ? [createKeyringVault(keyring, folder), file] : [file];
};
