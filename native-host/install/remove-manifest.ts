import { isThere } from './existing-files.ts';
import { type InstallLayout, isOwnProgram } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { readManifest } from './manifest-file.ts';
import type { ManifestTarget } from './manifest-targets.ts';
import { deleteKey, isSameValue, readKey } from './registry.ts';
import { attemptRow, browserNames, type Done } from './report-rows.ts';

/** Removes our manifest, or on Windows the key that points to it. No row if there is none. */
export const removeManifest = (
  world: InstallWorld,
  layout: InstallLayout,
  target: ManifestTarget,
): Promise<ReportRow[]> => {
  const { browsers, key, file } = target;
  const browser = browserNames(browsers);
  return key === undefined
    ? attemptRow({ browser, what: 'manifest', path: file }, () => removeFile(world, layout, target))
    : attemptRow({ browser, what: 'registry key', path: key }, () => removeKey(world, key, file));
};

/** The manifest of another installation that still works is kept. */
const foreign = (path: string): Done => ({
  outcome: 'kept',
  note: `It belongs to another installation: ${path}.`,
});

const removeFile = async (
  world: InstallWorld,
  layout: InstallLayout,
  { file, family }: ManifestTarget,
): Promise<Done | undefined> => {
  const found = await readManifest(world.fs, file, family);
  if (found.state === 'absent') return undefined;
  if (found.state === 'valid' && !isOwnProgram(world, layout, found.path))
    if (await isThere(world.fs, found.path)) return foreign(found.path);
  await world.fs.rm(file, { recursive: false, force: true });
  return { outcome: 'removed' };
};

const removeKey = async (world: InstallWorld, key: string, file: string): Promise<Done | undefined> => {
  const value = await readKey(world, key);
  if (value === undefined) return undefined;
  if (!isSameValue(value, file) && (await isThere(world.fs, value))) return foreign(value);
  await deleteKey(world, key);
  return { outcome: 'removed' };
};
