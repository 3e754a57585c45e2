import { randomUUID } from 'node:crypto';
import { pathOf } from '../platform/path-of.ts';
import type { InstallWorld } from './install-world.ts';
import { makeDirectory } from './make-directory.ts';
import { notWritable } from './not-writable.ts';
import { readIfThere } from './read-if-there.ts';
import { renamePatiently } from './rename-patiently.ts';

/** How a file to be written is found and left. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** File mode; ignored by Windows. */
  readonly mode: number;
  /** Mode of directories that have to be made for it. */
  readonly directoryMode: number;
}

/**
 * Writes a file so that a reader finds the old one or the new one, never a part: a new file beside it, then rename.
 * Does nothing if the file already has that text. Throws `not_writable`, with the old file untouched.
 */
export const writeAtomically = async (
  world: Pick<InstallWorld, 'platform' | 'fs'>,
  file: FileToWrite,
): Promise<'written' | 'unchanged'> => {
  const { fs } = world;
  const temporary = `${file.path}.${randomUUID()}.tmp`;
  try {
    if ((await readIfThere(fs, file.path)) === file.text) {
      // A file that lost its mode (a restored backup, say) would not start.
      await fs.chmod(file.path, file.mode);
      return 'unchanged';
    }
    await makeDirectory(world, pathOf(world.platform).dirname(file.path), file.directoryMode);
    await fs.writeFile(temporary, file.text, { mode: file.mode, flag: 'wx', flush: true });
    // Said again because writeFile's mode is cut by the umask.
    await fs.chmod(temporary, file.mode);
    await renamePatiently(world, temporary, file.path);
    return 'written';
  } catch (cause) {
    await fs.rm(temporary, { recursive: false, force: true }).catch(() => {});
    throw notWritable(file.path, cause);
  }
};
