import { ownCommand } from './command-file.ts';
import { findBrowsers, namedBrowsers } from './find-browsers.ts';
import { refuseRoot } from './install-error.ts';
import { type InstallPlace, installLayout } from './install-layout.ts';
import type { ReportRow, UninstallReport } from './install-report.ts';
import { dryWorld, type InstallWorld } from './install-world.ts';
import { manifestTargets } from './manifest-targets.ts';
import { packageRow } from './package-rows.ts';
import { removeManifest } from './remove-manifest.ts';
import { removeProgram } from './remove-program.ts';

/** The installation to remove: the options with which it was installed. */
export interface UninstallOptions extends InstallPlace {
  /** The `--user-data-dir` of a Chromium, from which the manifest is removed too. */
  readonly userDataDir?: string | undefined;
  /** Remove the store too: keys, grants, usage. */
  readonly purge?: boolean | undefined;
  /** Revokes every grant in a store's file. With `purge`, it is called before the file is removed. */
  readonly revokeAll?: ((store: string) => Promise<void>) | undefined;
  /** Report what would be done, and remove nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Removes the files of {@link installHost}: first the manifests, from every location of the table even if its browser
 * is gone, then the wrapper and the host, and with `purge` the store. Only files that exist have a row. Throws
 * `install_refused_root`. What a package installed is kept. A file that cannot be removed is a `failed` row.
 */
export const uninstallHost = async (
  options: UninstallOptions,
  realWorld: InstallWorld,
): Promise<UninstallReport> => {
  const { system = false, dryRun = false, purge = false, userDataDir } = options;
  const world = dryRun ? dryWorld(realWorld) : realWorld;
  await refuseRoot(options, world);
  const layout = installLayout(options, world);
  const found = await findBrowsers(world);
  const browsers = [...found, ...namedBrowsers(world.platform, found, { userDataDir })];
  const rows: ReportRow[] = [];
  // The manifests of a package are those for all users and, on Windows, the registry keys.
  const isTheirs = layout.isPackaged && (system || world.platform === 'win32');
  const targets = isTheirs ? [] : manifestTargets(browsers, { platform: world.platform, layout, system });
  for (const target of targets) rows.push(...(await removeManifest(world, layout, target)));
  const revokeAll = dryRun ? undefined : options.revokeAll;
  const command = await ownCommand(world, layout, options);
  rows.push(...(await removeProgram(world, layout, { command, purge, revokeAll })));
  if (layout.isPackaged) rows.push(packageRow(world, layout, 'kept'));
  return { action: 'uninstall', dryRun, dataDirectory: layout.data, rows };
};
