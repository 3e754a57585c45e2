import { findBrowsers, namedBrowsers } from '../install/find-browsers.ts';
import { type InspectPlace, inspectTarget } from '../install/inspect-install.ts';
import { type InstallLayout, installLayout, isOwnProgram, WRAPPER_NAME } from '../install/install-layout.ts';
import type { InstallWorld } from '../install/install-world.ts';
import { type ManifestTarget, manifestTargets } from '../install/manifest-targets.ts';
import { readWrapper } from '../install/wrapper.ts';
import { pathOf } from '../platform/path-of.ts';

/** An installation that browsers start. */
export interface Installed {
  /** What runs it. */
  readonly kind: 'executable' | 'package';
  readonly layout: InstallLayout;
  /** The version that browsers start; undefined if its files do not tell. */
  readonly version: string | undefined;
  /** The manifests that name it. Those of other installations are not among them. */
  readonly targets: readonly ManifestTarget[];
}

/** Finds the installation in a data directory by the manifests that name it. Undefined if none does. */
export const findInstalled = async (
  world: InstallWorld,
  place: InspectPlace,
): Promise<Installed | undefined> => {
  const { system = false, userDataDir } = place;
  const { dirname, basename } = pathOf(world.platform);
  const layout = installLayout(place, { ...world, isPackaged: false });
  const all = await findBrowsers(world);
  const browsers = [
    ...all.filter(({ there }) => there || system),
    ...namedBrowsers(world.platform, all, { userDataDir }),
  ];
  const found: { target: ManifestTarget; program: string }[] = [];
  for (const target of manifestTargets(browsers, { platform: world.platform, layout, system })) {
    const { target: program } = await inspectTarget(world, layout, target);
    if (program !== undefined && isOwnProgram(world, layout, program)) found.push({ target, program });
  }
  if (found.length === 0) return undefined;
  const targets = found.map(({ target }) => target);
  const executable = found.find(({ program }) => basename(program) !== WRAPPER_NAME[world.platform])?.program;
  if (executable !== undefined) {
    const version = basename(dirname(executable));
    return { kind: 'executable', layout: { ...layout, wrapper: executable }, version, targets };
  }
  const ofNode = installLayout(place, { ...world, isPackaged: false, isExecutable: false });
  const { host } = await readWrapper({ ...world, isExecutable: false }, ofNode);
  const version = host && basename(dirname(host.path));
  return { kind: 'package', layout: ofNode, version, targets };
};
