import { attemptRow } from './attempt-row.ts';
import { installedVersions } from './host-versions.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportItem, ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { isThere } from './is-there.ts';
import { pathOf } from './path-of.ts';

/**
 * Removes the wrapper, all versions of the host and, with `purge`, the store; then the directories if that left them
 * empty. By name only: `--dir` may be a directory that holds other things.
 */
export const removeProgram = async (
  world: InstallWorld,
  layout: InstallLayout,
  { purge }: { purge: boolean },
): Promise<ReportRow[]> => {
  const { fs } = world;
  const { join, dirname } = pathOf(world.platform);
  const manifests = world.platform === 'win32' ? FAMILIES.map(layout.manifest) : [];
  const versions = await installedVersions(world, layout);
  const store = (await fs.readdir(layout.data).catch(() => [])).filter(isStoreFile);
  const parts: [ReportItem, string][] = [
    ...manifests.map((path): [ReportItem, string] => ['manifest', path]),
    ['wrapper', layout.wrapper],
    ...versions.map((version): [ReportItem, string] => ['host', join(layout.hosts, version)]),
    ...store.map((name): [ReportItem, string] => ['store', join(layout.data, name)]),
  ];
  const rows: ReportRow[] = [];
  for (const [what, path] of parts) {
    const remove = async () => {
      if (!(await isThere(fs, path))) return undefined;
      if (what === 'store' && !purge) return { outcome: 'kept', note: KEPT } as const;
      await fs.rm(path, { recursive: true, force: true });
      return { outcome: 'removed' } as const;
    };
    rows.push(...(await attemptRow({ browser: '', what, path }, remove)));
  }
  // A directory that is not empty refuses to go, which is what is wanted.
  for (const directory of [
    ...manifests.map(dirname),
    ...manifests.map(dirname).map(dirname),
    layout.hosts,
    layout.data,
  ])
    await fs.rmdir(directory).catch(() => {});
  return rows;
};

const FAMILIES = ['chromium', 'firefox'] as const;

/** The store, what SQLite keeps beside it, and the credential for Ollama. Nothing else there is taken for ours. */
const isStoreFile = (name: string): boolean => /^(turnkey\.(sqlite|credential)|keyring\.node$)/.test(name);

const KEPT = 'Keys, grants and usage stay for a later install; --purge removes them.';
