import { setTimeout } from 'node:timers/promises';
import type { InstallWorld } from './install-world.ts';

const BUSY = new Set(['EACCES', 'EBUSY', 'EPERM']);

/** Milliseconds before each further try. */
const PAUSES = [10, 50, 250];

/**
 * Renames a file over another. Windows refuses that while a virus scanner or a starting host has one of them open,
 * which lasts moments: there it is tried four times in about 0.3 s.
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
