import { SHARED_MARKER } from '../platform/installed-data.ts';
import { pathOf } from '../platform/path-of.ts';
import { isSamePath } from './existing-files.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { placementNote } from './report-rows.ts';
import { copyAtomically, writeAtomically } from './write-atomically.ts';

/**
 * Installs the single executable that is running: copies it into the directory of its version. Browsers start the copy
 * itself, without a wrapper, and it finds its data directory by where it is.
 */
export const installExecutable = async (
  world: InstallWorld,
  layout: InstallLayout,
  { system }: { readonly system: boolean },
): Promise<ReportRow[]> => {
  const { directoryMode, hosts, wrapper: path } = layout;
  // Before the executable: a copy that lacks it would use the data directory of the machine.
  if (system) {
    const marker = pathOf(world.platform).join(hosts, SHARED_MARKER);
    await writeAtomically(world, { path: marker, text: '', mode: 0o644, directoryMode });
  }
  const outcome = isSamePath(world.platform, world.execPath, path)
    ? 'unchanged'
    : await copyAtomically(world, { from: world.execPath, path, mode: 0o755, directoryMode });
  return [{ browser: '', what: 'host', path, outcome, ...(await placementNote(world, layout)) }];
};
