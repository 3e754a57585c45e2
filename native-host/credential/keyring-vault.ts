import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Vault } from './credential.ts';

interface Entry {
  setPassword(secret: string): Promise<void>;
  getPassword(): Promise<string | null>;
  deletePassword(): Promise<boolean>;
}

/** What is used of @napi-rs/keyring. */
export interface Keyring {
  readonly AsyncEntry: new (service: string, user: string, options?: { linux?: { store?: string } }) => Entry;
}

const PACKAGE = '@napi-rs/keyring';

/** The package's native part, copied beside the store: the host that a browser starts has no packages around it. */
export const KEYRING_FILE = 'keyring.node';

/**
 * The way to the keyring, if there is one: the copy in the data folder, else the optional package. It is looked
 * for at run time alone, and only where a credential is at hand: the host is one file and needs neither.
 */
export const loadKeyring = (folder: string): Keyring | undefined => {
  const require = createRequire(import.meta.url);
  for (const from of [join(folder, KEYRING_FILE), PACKAGE]) {
    try {
      return require(from) as Keyring;
    } catch {}
  }
  return undefined;
};

/** The file of the package's native part, for this system. */
export const keyringFile = (): string | undefined => {
  const require = createRequire(import.meta.url);
  try {
    require(PACKAGE);
  } catch {
    return undefined;
  }
  return Object.keys(require.cache).find(
    (path) => /keyring[^/\\]*\.node$/.test(path) && !path.endsWith(KEYRING_FILE),
  );
};

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
