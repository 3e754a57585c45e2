import { isThere } from './existing-files.ts';
import type { FoundBrowser } from './find-browsers.ts';
import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';
import { type ManifestTarget, manifestTargets } from './manifest-targets.ts';

/**
 * Where browsers find the manifest of a host that a package installed. On Windows, the package writes the user's registry
 * keys. On Linux, it writes the manifests for all users, and browsers look for the user's own manifest first.
 * A browser that has no place for all users needs the user's own.
 */
export const packageTargets = async (
  world: InstallWorld,
  layout: InstallLayout,
  browsers: readonly FoundBrowser[],
): Promise<ManifestTarget[]> => {
  const targets = (some: readonly FoundBrowser[], system: boolean) =>
    manifestTargets(some, { platform: world.platform, layout, system });
  const own = targets(browsers, false);
  if (world.platform === 'win32') return own;
  const there = await Promise.all(own.map(({ file }) => isThere(world.fs, file)));
  const first = own.filter((_target, index) => there[index]);
  const taken = new Set(first.flatMap((target) => target.browsers));
  const others = browsers.filter((browser) => !taken.has(browser));
  return [
    ...first,
    ...targets(
      others.filter(({ places }) => places.system),
      true,
    ),
    ...targets(
      others.filter(({ places }) => !places.system),
      false,
    ),
  ];
};
