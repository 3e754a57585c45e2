import { type Platform, pathOf } from './path-of.ts';

/** A file in the directory of hosts that are for all users: each user has their own data directory. */
export const SHARED_MARKER = 'all-users';

/** A file beside an executable that a package installed. The package owns the executable and the manifests that name it. */
export const PACKAGE_MARKER = 'package';

/** Whether a package installed an executable. */
export const isFromPackage = (
  platform: Platform,
  executable: string,
  exists: (path: string) => boolean,
): boolean => {
  const { dirname, join } = pathOf(platform);
  return exists(join(dirname(executable), PACKAGE_MARKER));
};

/**
 * The data directory of the installation that an executable belongs to, as `install-host` lays it out:
 * `<data>/host/<version>/<executable>`. Undefined for an executable elsewhere, and for one that is for all users. The
 * variables of a browser may differ from those of the terminal, and both must use the same store.
 */
export const installedData = (
  platform: Platform,
  executable: string,
  exists: (path: string) => boolean,
): string | undefined => {
  const { dirname, basename, join } = pathOf(platform);
  const version = dirname(executable);
  const hosts = dirname(version);
  const isInstalled = basename(hosts) === 'host' && /^\d+\.\d+\.\d+/.test(basename(version));
  return isInstalled && !exists(join(hosts, SHARED_MARKER)) ? dirname(hosts) : undefined;
};
