import { SHARED_MARKER } from '../platform/installed-data.ts';
import { pathOf } from '../platform/path-of.ts';
import { START_LOG } from '../starts/start-log-file.ts';
import { STORE_FILE } from '../store/store-file.ts';
import { isThere } from './existing-files.ts';
import { installedVersions } from './host-files.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportItem, ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { repairFile } from './repair-file.ts';
import { attemptRow } from './report-rows.ts';
import { wrapperFiles } from './wrapper.ts';

/** How the names of folders start in which `update` tries a version. One stays if a program in it could not be removed. */
export const SCRATCH_PREFIX = 'update-';

interface Options {
  /** Path of the command that starts the program in a shell. */
  readonly command?: string | undefined;
  readonly purge: boolean;
  /** Revokes every grant in a store's file. */
  readonly revokeAll?: ((store: string) => Promise<void>) | undefined;
}

/**
 * Removes the wrapper, all versions of the host and, with `purge`, the store; then the directories, if they are empty.
 * Only removes files by name, since `--dir` may contain other files.
 */
export const removeProgram = async (
  world: InstallWorld,
  layout: InstallLayout,
  { command, purge, revokeAll }: Options,
): Promise<ReportRow[]> => {
  const { fs } = world;
  const { join, dirname } = pathOf(world.platform);
  const isOurs = !layout.isPackaged;
  const manifests = isOurs && world.platform === 'win32' ? FAMILIES.map(layout.manifest) : [];
  // Sorted, so that the database is removed before SQLite's files next to it.
  const store = (await fs.readdir(layout.data).catch(() => [])).filter(isStoreFile).sort();
  const revoked =
    purge && store.includes(STORE_FILE) ? await revokeFirst(join(layout.data, STORE_FILE), revokeAll) : {};
  const parts: [ReportItem, string][] = [
    ...(command === undefined ? [] : [['command', command] as [ReportItem, string]]),
    ...manifests.map((path): [ReportItem, string] => ['manifest', path]),
    ...(isOurs ? await programParts(world, layout) : []),
    ['host', join(layout.data, START_LOG)],
    ...store.map((name): [ReportItem, string] => ['store', join(layout.data, name)]),
  ];
  // First, so that a running host does not register itself again.
  await fs.rm(repairFile(world, layout), { recursive: false, force: true }).catch(() => {});
  const rows: ReportRow[] = [];
  for (const [what, path] of parts) {
    const remove = async () => {
      if (!(await isThere(fs, path))) return undefined;
      if (what === 'store' && !purge) return { outcome: 'kept', note: KEPT } as const;
      await fs.rm(path, { recursive: true, force: true }).catch(what === 'store' ? explainUse : undefined);
      return { outcome: 'removed', ...(path === join(layout.data, STORE_FILE) && revoked) } as const;
    };
    rows.push(...(await attemptRow({ browser: '', what, path }, remove)));
  }
  // A directory that is not empty is kept.
  for (const directory of [
    ...manifests.map(dirname),
    ...manifests.map(dirname).map(dirname),
    ...(isOurs ? [layout.hosts] : []),
    layout.data,
  ])
    await fs.rmdir(directory).catch(() => {});
  return rows;
};

/** The wrapper, all versions of the host, and what is beside them. */
const programParts = async (world: InstallWorld, layout: InstallLayout): Promise<[ReportItem, string][]> => {
  const { join } = pathOf(world.platform);
  const versions = await installedVersions(world, layout);
  const names = await world.fs.readdir(layout.data).catch(() => []);
  const scratch = names.filter((name) => name.startsWith(SCRATCH_PREFIX));
  return [
    ['wrapper', layout.wrapper],
    ...wrapperFiles(world, layout).map(({ path }): [ReportItem, string] => ['wrapper', path]),
    ...versions.map((version): [ReportItem, string] => ['host', join(layout.hosts, version)]),
    ...scratch.map((name): [ReportItem, string] => ['host', join(layout.data, name)]),
    ['host', join(layout.hosts, SHARED_MARKER)],
  ];
};

const FAMILIES = ['chromium', 'firefox'] as const;

/** Revokes all permissions first: running programs have the file open, and see that even if it cannot be deleted. */
const revokeFirst = async (path: string, revokeAll: Options['revokeAll']): Promise<{ note?: string }> => {
  try {
    await revokeAll?.(path);
    return {};
  } catch (error) {
    return { note: `Its permissions could not be revoked first: ${(error as Error).message}` };
  }
};

/** Windows cannot remove a file that a program has open. */
const explainUse = (error: NodeJS.ErrnoException): never => {
  if (error.code !== 'EBUSY' && error.code !== 'EPERM') throw error;
  throw new Error(`${error.message}. ${IN_USE}`, { cause: error });
};

const IN_USE = 'Its permissions are revoked. Close all browsers, end `serve`, and run this again.';

/** The names of the store, of SQLite's files next to it, and of the credential for Ollama. */
const isStoreFile = (name: string): boolean => /^(turnkey\.(sqlite|credential)|keyring\.node$)/.test(name);

const KEPT = 'Keys, grants and usage stay for a later install; --purge removes them.';
