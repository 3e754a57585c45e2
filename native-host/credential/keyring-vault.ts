import type { Keyring } from './load-keyring.ts';
import type { Vault } from './vault.ts';

const SERVICE = 'ollama-turnkey';

/** Only a keyring that outlives a restart: the kernel's own, which Linux also offers, does not. */
const LASTING = { linux: { store: 'secret-service' } };

/** Keeps credentials in the keyring of the operating system, apart for each data folder. */
export const createKeyringVault = ({ AsyncEntry }: Keyring, folder: string): Vault => {
  const entry = (base: string) => new AsyncEntry(SERVICE, `${base} (${folder})`, LASTING);
  return {
    place: 'keyring',
    read: async (base) => (await entry(base).getPassword()) ?? undefined,
    async write(base, secret) {
      await entry(base).setPassword(secret);
      // A keyring that takes what it does not give back keeps nothing.
      if ((await entry(base).getPassword()) !== secret) throw new Error('the keyring did not keep it');
    },
    async remove(base) {
      await entry(base).deletePassword();
    },
  };
};
