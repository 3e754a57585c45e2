import { HOUR_MS } from '../../shared/time.ts';
import { isThere, readIfThere } from './existing-files.ts';
import { extensionIds } from './extension-ids.ts';
import { findBrowsers } from './find-browsers.ts';
import { inspectTarget } from './inspect-install.ts';
import { type InstallLayout, installLayout } from './install-layout.ts';
import { installManifests } from './install-manifests.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { manifestTargets } from './manifest-targets.ts';
import { repairFile } from './repair-file.ts';
import { writeAtomically } from './write-atomically.ts';

/** Milliseconds between two repairs: on Windows each starts a program for each registry key. */
const PAUSE_MS = HOUR_MS;

interface Options {
  /** The data directory. */
  readonly data: string;
  /** The path of the running host. */
  readonly host: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Whether the running host may repair: it is the installed one, it was installed for all browsers that are found, and
 * the last repair was long enough ago.
 */
const mayRepair = async (
  world: InstallWorld,
  layout: InstallLayout,
  { host, now }: Options,
): Promise<boolean> => {
  if (!host.startsWith(layout.hosts)) return false;
  const last = await readIfThere(world.fs, repairFile(world, layout));
  return last !== undefined && !(Date.parse(last) > now() - PAUSE_MS);
};

/**
 * Registers the host again with the browsers that lost it or were installed later. Leaves a manifest of another
 * installation that works, and the browsers in a sandbox. Returns a row for each location that was written.
 */
export const repairManifests = async (world: InstallWorld, options: Options): Promise<ReportRow[]> => {
  const layout = installLayout({ dir: options.data }, world);
  if (!(await mayRepair(world, layout, options))) return [];
  const browsers = (await findBrowsers(world)).filter(({ there, places }) => there && !places.sandbox);
  const targets = manifestTargets(browsers, { platform: world.platform, layout, system: false });
  const inspected = await Promise.all(targets.map((target) => inspectTarget(world, layout, target)));
  const broken = targets.filter((_, index) => {
    const problem = inspected[index]?.problem;
    return problem !== undefined && problem !== 'points_elsewhere';
  });
  // `uninstall-host` may have run since.
  if (!(await isThere(world.fs, layout.wrapper))) return [];
  const rows =
    broken.length > 0 ? await installManifests(world, layout, { targets: broken, ids: extensionIds() }) : [];
  await writeAtomically(world, {
    path: repairFile(world, layout),
    text: new Date(options.now()).toISOString(),
    mode: 0o600,
    directoryMode: layout.directoryMode,
  });
  return rows.filter(({ outcome }) => outcome === 'written');
};
