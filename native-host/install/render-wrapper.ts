import { pathOf } from '../platform/path-of.ts';
import { CACHE_DIRECTORY, HOST_FILE, hostPath } from './host-versions.ts';
import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';
import { posixWrapper } from './posix-wrapper.ts';
import { windowsWrapper } from './windows-wrapper.ts';

interface Choice {
  readonly version: string;
  readonly node: string;
  /** For all users: then each has an own data directory and an own home. */
  readonly system: boolean;
}

/**
 * The text of the wrapper that browsers start. A user's wrapper says where the data directory is, even the default
 * one: a browser may have other XDG variables than the terminal, and the host must use the store that the command
 * line uses.
 */
export const renderWrapper = (
  world: InstallWorld,
  layout: InstallLayout,
  { version, node, system }: Choice,
): string =>
  world.platform === 'win32'
    ? windowsWrapper({
        node,
        host: `${version}\\${HOST_FILE}`,
        cache: `${version}\\${CACHE_DIRECTORY}`,
        ownData: !system,
        env: world.env,
      })
    : posixWrapper({
        node,
        host: hostPath(world, layout, version),
        ...(!system && {
          dataDirectory: layout.data,
          cache: pathOf(world.platform).join(layout.hosts, version, CACHE_DIRECTORY),
          home: world.home,
        }),
      });
