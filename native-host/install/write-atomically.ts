import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pathOf } from '../platform/path-of.ts';
import { readIfThere } from './existing-files.ts';
import { notWritable } from './install-error.ts';
import type { InstallWorld } from './install-world.ts';
import { isReadOnly } from './noexec.ts';

/** A file to write. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** File mode; ignored by Windows. */
  readonly mode: number;
  /** Mode of the directories that are created for it. */
  readonly directoryMode: number;
}

/**
 * Writes a file atomically: a reader finds the old file or the new one, never a part of it. Writes a new file next to
 * it, then renames that. Does nothing if the file already has this text. Throws `not_writable` and keeps the old file.
 */
export const writeAtomically = async (
  world: Pick<InstallWorld, 'platform' | 'fs'>,
  file: FileToWrite,
): Promise<'written' | 'unchanged'> => {
  const { fs } = world;
  const temporary = `${file.path}.${randomUUID()}.tmp`;
  try {
    if ((await readIfThere(fs, file.path)) === file.text) {
      // A file that has lost its mode, for example in a restored backup, could not be started.
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
    throw notWritable(file.path, await readOnlyCause(world, cause));
  }
};

/**
 * The true cause of an error: on a read-only disk, Node reports a folder that it cannot create as missing (`ENOENT`).
 */
const readOnlyCause = async (
  world: Pick<InstallWorld, 'platform' | 'fs'>,
  cause: unknown,
): Promise<unknown> => {
  const { code, syscall, path } = cause as NodeJS.ErrnoException;
  if (code !== 'ENOENT' || syscall !== 'mkdir' || path === undefined) return cause;
  if (!(await isReadOnly(world, path))) return cause;
  const message = `EROFS: read-only file system, mkdir '${path}'`;
  return Object.assign(new Error(message, { cause }), { code: 'EROFS', syscall, path });
};

/** A file to copy. */
interface FileToCopy extends Omit<FileToWrite, 'text'> {
  readonly from: string;
}

/** Copies a file atomically, over an older one if there is one. Throws `not_writable` and keeps the old file. */
export const copyAtomically = async (
  world: Pick<InstallWorld, 'platform' | 'fs'>,
  { from, path, mode, directoryMode }: FileToCopy,
): Promise<'written'> => {
  const { fs } = world;
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await makeDirectory(world, pathOf(world.platform).dirname(path), directoryMode);
    await fs.copyFile(from, temporary);
    await fs.chmod(temporary, mode);
    await renamePatiently(world, temporary, path);
    return 'written';
  } catch (cause) {
    await fs.rm(temporary, { recursive: false, force: true }).catch(() => {});
    throw notWritable(path, await readOnlyCause(world, cause));
  }
};

/** Creates a directory and its missing parents with this mode, independent of the umask. */
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

/** Delays before the further attempts, in milliseconds. */
const PAUSES = [10, 50, 250];

/**
 * Renames a file over another. Windows refuses this while a virus scanner or a starting host has one of them open, so
 * it is tried four times there, within about 0.3 s.
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
