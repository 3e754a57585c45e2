import { expandPath } from './expand-path.ts';
import { expandVariables } from './expand-variables.ts';
import type { InstallWorld } from './install-world.ts';
import { NODE_PLACES } from './node-places.ts';

/** Homebrew links the newest of each formula at `opt/<formula>`, also of those not linked into `bin`. */
const homebrewLink = (node: string): string[] => {
  const [, prefix, formula] = /^(.*)\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/.exec(node) ?? [];
  return prefix !== undefined && formula !== undefined ? [`${prefix}/opt/${formula}/bin/node`] : [];
};

/** The places that outlive an upgrade of Node. */
export const stablePlaces = (world: Pick<InstallWorld, 'platform' | 'env' | 'home'>): string[] =>
  NODE_PLACES[world.platform]
    .filter((place) => !place.includes('*'))
    .map((place) =>
      world.platform === 'win32' ? expandVariables(place, world.env) : expandPath(place, world),
    )
    .filter((place) => place !== undefined);

/**
 * The path under which the Node at `node` will still be found after an upgrade: a link that leads to it now
 * (`process.execPath` has its links resolved, and `…/Cellar/node/26.1.0/…` is gone after the next upgrade).
 * `node` itself where there is no such link.
 */
export const stableNode = async (world: InstallWorld, node: string): Promise<string> => {
  const real = await realPath(world, node);
  for (const place of [...stablePlaces(world), ...homebrewLink(node)])
    if (real !== undefined && (await realPath(world, place)) === real) return place;
  return node;
};

const realPath = (world: InstallWorld, path: string): Promise<string | undefined> =>
  world.fs.realpath(path).catch(() => undefined);
