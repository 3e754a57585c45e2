import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Vault } from './credential.ts';

interface Entry {
  setPassword(secret: string): Promise<void>;
  getPassword(): Promise<string | null>;
  deletePassword(): Promise<boolean>;
}

/** The part of @napi-rs/keyring that is used. */
export interface Keyring {
  readonly AsyncEntry: new (service: string, user: string, options?: { linux?: { store?: string } }) => Entry;
}

const PACKAGE = '@napi-rs/keyring';

/** The native module of the package, copied to the data directory: an installed host has no node_modules. */
export const KEYRING_FILE = 'keyring.node';

/**
 * Loads the keyring module: the copy in the data directory, else the optional package. Undefined if there is neither. It
 * is loaded at run time, and only if there is a credential, because the host is a single file.
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

/** Path of the package's native module for this system. */
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

/** On Linux, the Secret Service: the kernel's keyring does not survive a restart. */
const PERSISTENT = { linux: { store: 'secret-service' } };

/** Stores credentials in the keyring of the operating system, separately for each data directory. */
export const createKeyringVault = ({ AsyncEntry }: Keyring, folder: string): Vault => {
  const entry = (base: string) => new AsyncEntry(SERVICE, `${base} (${folder})`, PERSISTENT);
  return {
    place: 'keyring',
    read: async (base) => (await entry(base).getPassword()) ?? undefined,
    async write(base, secret) {
      await entry(base).setPassword(secret);
      // Some keyrings accept a secret without storing it.
      if ((await entry(base).getPassword()) !== secret) throw new Error('the keyring did not keep it');
    },
    async remove(base) {
      await entry(base).deletePassword();
    },
  };
};
