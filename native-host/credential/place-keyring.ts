import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEYRING_FILE, keyringFile } from './keyring-vault.ts';

/**
 * Copies the keyring's native module to the data directory, where every host finds it. False if the package is not
 * installed.
 * @param from path of the module. @default that of the package
 */
export const placeKeyring = async (
  folder: string,
  from: string | undefined = keyringFile(),
): Promise<boolean> => {
  const path = join(folder, KEYRING_FILE);
  if (from === undefined) return false;
  const [wanted, present] = await Promise.all([readFile(from), readFile(path).catch(() => undefined)]);
  if (present?.equals(wanted)) return true;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // Not `copyFile`: the module may be within the executable.
    await writeFile(temporary, wanted);
    await rename(temporary, path);
    return true;
  } catch {
    // Windows does not replace a module that a host has loaded. The existing copy works as well.
    await rm(temporary, { force: true });
    return present !== undefined;
  }
};
