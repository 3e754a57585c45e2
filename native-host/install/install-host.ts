import { writeCommand } from './command-file.ts';
import { extensionIds } from './extension-ids.ts';
import { type BrowserChoice, findBrowsers, namedBrowsers } from './find-browsers.ts';
import { pruneVersions } from './host-files.ts';
import { installBundle } from './install-bundle.ts';
import { refuseRoot } from './install-error.ts';
import { installExecutable } from './install-executable.ts';
import { type InstallPlace, installLayout } from './install-layout.ts';
import { installManifests } from './install-manifests.ts';
import type { InstallReport } from './install-report.ts';
import { dryWorld, type InstallWorld } from './install-world.ts';
import { manifestTargets } from './manifest-targets.ts';
import { packageRow, splitByPackage } from './package-rows.ts';
import { NEVER_REPAIRED, repairFile } from './repair-file.ts';
import { unreachableRows } from './report-rows.ts';
import { writeAtomically } from './write-atomically.ts';

/** What to install and for whom. Directories may be relative to the current one. */
export interface InstallOptions extends InstallPlace, BrowserChoice {
  /** The host bundle. The parts that it loads on demand are in a folder next to it. */
  readonly bundle: string;
  /** The host's version: names its directory. */
  readonly version: string;
  /** Ids of further extensions that may start the host directly. */
  readonly extensionIds?: readonly string[] | undefined;
  /** Report what would be done, and write nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Installs the host: its file in a directory of its version, the wrapper that browsers start, then the manifests, so
 * that a browser never points to a file that does not exist. Without `browsers` and `userDataDir`, for every browser
 * that is found (with `system`, for every one that has a place for all users); with them, for those only. If a package
 * installed the host, copies nothing, and writes the user's manifests for the browsers that the package does not serve.
 * Throws {@link InstallError} if nothing could be installed; what fails for one browser is a `failed` row.
 */
export const installHost = async (
  options: InstallOptions,
  realWorld: InstallWorld,
): Promise<InstallReport> => {
  const { system = false, dryRun = false, version } = options;
  const world = dryRun ? dryWorld(realWorld) : realWorld;
  await refuseRoot(options, world);
  const ids = extensionIds(options.extensionIds);
  const found = await findBrowsers(world);
  const named = namedBrowsers(world.platform, found, options);
  const layout = installLayout(options, world);
  const { directoryMode } = layout;
  const rows = layout.isPackaged
    ? [packageRow(world, layout, 'unchanged')]
    : world.isExecutable
      ? await installExecutable(world, layout, { system })
      : await installBundle(world, layout, { bundle: options.bundle, version, system });

  if (named.length === 0 && !system && !layout.isPackaged) {
    const path = repairFile(world, layout);
    await writeAtomically(world, { path, text: NEVER_REPAIRED, mode: 0o600, directoryMode });
  }

  const all = named.length > 0 ? named : system ? found : found.filter(({ there }) => there);
  const asPackaged = layout.isPackaged && !system && !options.extensionIds?.length;
  const { rows: served, rest: wanted } = asPackaged
    ? await splitByPackage(world, options, all)
    : { rows: [], rest: all };
  rows.push(...served);
  const targets = manifestTargets(wanted, { platform: world.platform, layout, system });
  rows.push(...(await installManifests(world, layout, { targets, ids })));
  rows.push(...unreachableRows(named.length === 0 && system ? [] : wanted, targets, { system }));
  rows.push(...(await writeCommand(world, layout, options)));
  if (!layout.isPackaged) rows.push(...(await pruneVersions(world, layout, version)));
  return { action: 'install', dryRun, dataDirectory: layout.data, rows };
};
