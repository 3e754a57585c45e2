import { type Platform, pathOf } from '../platform/path-of.ts';
import type { InstallFs } from './install-world.ts';

/** Whether a path exists, following links. A path without permission to look counts as missing. */
export const isThere = (fs: InstallFs, path: string): Promise<boolean> =>
  fs.stat(path).then(
    () => true,
    () => false,
  );

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/** Whether an error of the file system means that the path does not exist. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ABSENT.has(String(error.code));

/** The text of a file, or undefined if there is none. Rejects if it is there and cannot be read. */
export const readIfThere = async (fs: InstallFs, path: string): Promise<string | undefined> => {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** Whether two absolute paths are spelled the same; Windows ignores case. */
export const isSamePath = (platform: Platform, one: string, other: string): boolean => {
  const [a, b] = [pathOf(platform).normalize(one), pathOf(platform).normalize(other)];
  return platform === 'win32' ? a.toLowerCase() === b.toLowerCase() : a === b;
};
