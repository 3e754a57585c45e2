import { pathOf } from '../platform/path-of.ts';
import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';

/** File name of the bundled host, in the directory of its version. */
export const HOST_FILE = 'host.mjs';

/** Where the host of one version is. */
export const hostPath = (
  world: Pick<InstallWorld, 'platform'>,
  layout: InstallLayout,
  version: string,
): string => pathOf(world.platform).join(layout.hosts, version, HOST_FILE);

/** The directory beside it where Node keeps what it compiled of it: it goes when the version goes. */
export const CACHE_DIRECTORY = 'cache';

const newestFirst = new Intl.Collator('en', { numeric: true });

/** The versions installed, newest first. Only names that look like a version, so that nothing else is ever pruned. */
export const installedVersions = async (world: InstallWorld, layout: InstallLayout): Promise<string[]> => {
  const names = await world.fs.readdir(layout.hosts).catch(() => []);
  return names.filter((name) => /^\d+\.\d+\.\d+/.test(name)).sort((a, b) => newestFirst.compare(b, a));
};
