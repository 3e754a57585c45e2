import { pathOf } from '../platform/path-of.ts';
import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';

/**
 * The file that allows the running host to register itself with browsers that are installed later. It has the time of the
 * last repair. `install-host` writes it unless the user names browsers.
 */
export const repairFile = (
  { platform }: Pick<InstallWorld, 'platform'>,
  { hosts }: Pick<InstallLayout, 'hosts'>,
): string => pathOf(platform).join(hosts, 'repaired');

/** Its text before the first repair. */
export const NEVER_REPAIRED = 'never';
