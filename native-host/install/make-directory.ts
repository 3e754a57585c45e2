import { pathOf } from '../platform/path-of.ts';
import type { InstallWorld } from './install-world.ts';

/** Makes a directory and those above it that are missing, each with the mode given, whatever the umask. */
export const makeDirectory = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  directory: string,
  mode: number,
): Promise<void> => {
  const first = await fs.mkdir(directory, { recursive: true, mode });
  if (first === undefined || platform === 'win32') return;
  const { dirname } = pathOf(platform);
  for (let made = directory; made.length >= first.length; made = dirname(made)) await fs.chmod(made, mode);
};
