import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pathOf } from '../platform/path-of.ts';
import { readIfThere } from './existing-files.ts';
import { notWritable } from './install-error.ts';
import type { InstallWorld } from './install-world.ts';

/** A file to be written. */
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
    // The umask has restricted the mode of writeFile.
    await fs.chmod(temporary, file.mode);
    await renamePatiently(world, temporary, file.path);
    return 'written';
  } catch (cause) {
    await fs.rm(temporary, { recursive: false, force: true }).catch(() => {});
    throw notWritable(file.path, cause);
  }
};

/** Makes a directory and those above it that are missing, each with the mode given, whatever the umask. */
const makeDirectory = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  directory: string,
  mode: number,
): Promise<void> => {
  const first = await fs.mkdir(directory, { recursive: true, mode });
  if (first === undefined || platform === 'win32') return;
  const { dirname } = pathOf(platform);
  for (let made = directory; made.length >= first.length; made = dirname(made)) await fs.chmod(made, mode);
};

const BUSY = new Set(['EACCES', 'EBUSY', 'EPERM']);

/** Milliseconds before each further try. */
const PAUSES = [10, 50, 250];

/**
 * Renames a file over another. Windows refuses that while a virus scanner or a starting host has one of them open for
 * a moment: there it is tried four times within about 0.3 s.
 */
export const renamePatiently = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  from: string,
  to: string,
): Promise<void> => {
  for (const pause of platform === 'win32' ? PAUSES : [])
    try {
      return await fs.rename(from, to);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && BUSY.has(String(error.code)))) throw error;
      await setTimeout(pause);
    }
  await fs.rename(from, to);
};
