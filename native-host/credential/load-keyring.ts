import { createRequire } from 'node:module';
import { join } from 'node:path';

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
