import { join } from 'node:path';
import type { Vault } from './credential.ts';

/** The file in the data directory that stores a credential if there is no keyring. */
export const CREDENTIAL_FILE = 'turnkey.credential';

interface Kept {
  readonly base: string;
  readonly secret: string;
}

/** Loaded on use: most hosts have no credential, and loading it at start takes two milliseconds. */
const files = () => process.getBuiltinModule('node:fs/promises');

/** Stores one credential in a file that only the user can read (0600, in a folder of 0700). Writes are atomic. */
export const createFileVault = (folder: string): Vault => {
  const path = join(folder, CREDENTIAL_FILE);
  const read = async (): Promise<Kept | undefined> => {
    try {
      const kept = JSON.parse(await files().readFile(path, 'utf8')) as Kept;
      await files().chmod(path, 0o600);
      return kept;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      // The message of a SyntaxError quotes the file.
      if (error instanceof SyntaxError) throw new Error('the file is damaged');
      throw error;
    }
  };
  return {
    place: 'file',
    async read(base) {
      const kept = await read();
      return kept?.base === base ? kept.secret : undefined;
    },
    async write(base, secret) {
      await files().mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${path}.${process.pid}.tmp`;
      await files().rm(temporary, { force: true });
      const file = await files().open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify({ base, secret } satisfies Kept));
        await file.sync();
      } finally {
        await file.close();
      }
      await files().rename(temporary, path);
    },
    remove: () => files().rm(path, { force: true }),
  };
};
