import type { InstallFs } from './install-world.ts';

/** Whether anything is at a path, links followed. A path that may not be looked at counts as not there. */
export const isThere = (fs: InstallFs, path: string): Promise<boolean> =>
  fs.stat(path).then(
    () => true,
    () => false,
  );
