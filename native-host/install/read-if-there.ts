import type { InstallFs } from './install-world.ts';
import { isAbsent } from './is-absent.ts';

/** The text of a file, or undefined if there is none. Rejects if it is there and cannot be read. */
export const readIfThere = async (fs: InstallFs, path: string): Promise<string | undefined> => {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
