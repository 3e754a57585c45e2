import { pathOf } from '../platform/path-of.ts';
import { expandPath, expandVariables } from './expand-path.ts';
import type { InstallWorld } from './install-world.ts';
import { NODE_PLACES } from './node-places.ts';
import { isNewEnough } from './oldest-node.ts';

const isIn = (world: InstallWorld, node: string, directory: string): boolean =>
  node.startsWith(
    directory.endsWith(pathOf(world.platform).sep) ? directory : directory + pathOf(world.platform).sep,
  );

/** A Node that may be removed with a project's dependencies, or that other users may not be allowed to run. */
const isBorrowed = (world: InstallWorld, node: string, system: boolean): boolean =>
  node.split(/[\\/]/).includes('node_modules') || (system && isIn(world, node, world.home));

/** The Node programs on the PATH, with links resolved: version managers add directories that only last as long as the shell. */
const nodesOnPath = async (world: InstallWorld): Promise<string[]> => {
  const path = pathOf(world.platform);
  const name = world.platform === 'win32' ? 'node.exe' : 'node';
  const directories = (world.env['PATH'] ?? world.env['Path'] ?? '')
    .split(path.delimiter)
    .filter(path.isAbsolute);
  const found = await Promise.all(
    directories.map((directory) => world.fs.realpath(path.join(directory, name)).catch(() => undefined)),
  );
  return found.filter((node) => node !== undefined);
};

/**
 * The Node that the wrapper starts: the running one, by a path that survives its upgrades.
 * If that is a borrowed one (in `node_modules`, or in a home directory while installing for all users), a system
 * Node that is new enough is taken instead, if there is one.
 */
export const chooseNode = async (world: InstallWorld, { system }: { system: boolean }): Promise<string> => {
  const own = await stableNode(world, world.execPath);
  if (!isBorrowed(world, own, system)) return own;
  for (const node of [...stablePlaces(world), ...(await nodesOnPath(world))]) {
    if (isBorrowed(world, node, system)) continue;
    if (isNewEnough((await world.run(node, ['--version'])).stdout)) return stableNode(world, node);
  }
  return own;
};

/** Homebrew links the newest of each formula at `opt/<formula>`, also of those not linked into `bin`. */
const homebrewLink = (node: string): string[] => {
  const [, prefix, formula] = /^(.*)\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/.exec(node) ?? [];
  return prefix !== undefined && formula !== undefined ? [`${prefix}/opt/${formula}/bin/node`] : [];
};

/** The places that outlive an upgrade of Node. */
const stablePlaces = (world: Pick<InstallWorld, 'platform' | 'env' | 'home'>): string[] =>
  NODE_PLACES[world.platform]
    .filter((place) => !place.includes('*'))
    .map((place) =>
      world.platform === 'win32' ? expandVariables(place, world.env) : expandPath(place, world),
    )
    .filter((place) => place !== undefined);

/**
 * The path under which the Node at `node` will still be found after an upgrade: a link that leads to it now
 * (`process.execPath` has its links resolved, and `…/Cellar/node/26.1.0/…` is gone after the next upgrade).
 * `node` itself if there is no such link.
 */
const stableNode = async (world: InstallWorld, node: string): Promise<string> => {
  const real = await realPath(world, node);
  for (const place of [...stablePlaces(world), ...homebrewLink(node)])
    if (real !== undefined && (await realPath(world, place)) === real) return place;
  return node;
};

const realPath = (world: InstallWorld, path: string): Promise<string | undefined> =>
  world.fs.realpath(path).catch(() => undefined);
