import { createHash } from 'node:crypto';
import { pathOf } from '../platform/path-of.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';

/** File name of the bundled host, in the directory of its version. */
export const HOST_FILE = 'host.mjs';

/** The path of the host of one version. */
export const hostPath = (
  world: Pick<InstallWorld, 'platform'>,
  layout: InstallLayout,
  version: string,
): string => pathOf(world.platform).join(layout.hosts, version, HOST_FILE);

/** The directory of Node's compile cache, beside the host: it is removed with the version. */
export const CACHE_DIRECTORY = 'cache';

const newestFirst = new Intl.Collator('en', { numeric: true });

/** The versions installed, newest first. Only names that look like a version, so that nothing else is ever pruned. */
export const installedVersions = async (world: InstallWorld, layout: InstallLayout): Promise<string[]> => {
  const names = await world.fs.readdir(layout.hosts).catch(() => []);
  return names.filter((name) => /^\d+\.\d+\.\d+/.test(name)).sort((a, b) => newestFirst.compare(b, a));
};

/** Folder beside the host's file with the parts that it loads on demand: its commands and its HTTP client. */
const PARTS = 'parts';

/** A further file of the host. */
interface HostPart {
  readonly path: string;
  readonly text: string;
}

/** The parts of the bundle at `from`, each with the path that it has beside the host at `to`. */
export const readParts = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  from: string,
  to: string,
): Promise<HostPart[]> => {
  const { dirname, join } = pathOf(platform);
  const names = await fs.readdir(join(dirname(from), PARTS)).catch(() => []);
  return Promise.all(
    names.sort().map(async (name) => ({
      path: join(dirname(to), PARTS, name),
      text: await fs.readFile(join(dirname(from), PARTS, name), 'utf8'),
    })),
  );
};

/** File name of the digests, in the directory of the version. */
export const DIGESTS_FILE = 'digests.json';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The text of the digests file: SHA-256 of each file of a version, by its path within the directory of the version. */
export const renderDigests = (files: readonly HostPart[], directory: string): string => {
  const entries = files.map(({ path, text }) => [nameIn(directory, path), digestOf(text)] as const);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
};

/** Paths in the digests file have `/` on every operating system. */
const nameIn = (directory: string, path: string): string =>
  path.slice(directory.length + 1).replaceAll('\\', '/');

/** The files of a version that are missing or differ from what was installed. The digests file itself may be one. */
export const damagedFiles = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  directory: string,
): Promise<string[]> => {
  const { join } = pathOf(platform);
  const list = join(directory, DIGESTS_FILE);
  const text = await fs.readFile(list, 'utf8').catch(() => '');
  const digests = parseDigests(text);
  if (!digests) return [list];
  const checked = await Promise.all(
    Object.entries(digests).map(async ([name, digest]) => {
      const path = join(directory, ...name.split('/'));
      const found = await fs.readFile(path, 'utf8').then(digestOf, () => undefined);
      return found === digest ? [] : [path];
    }),
  );
  return checked.flat();
};

const parseDigests = (text: string): Record<string, string> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Removes old versions of the host, keeping the current one and the newest other: a browser may still be running it.
 * A version that cannot be removed (Windows locks the files of running programs) is left for the next install.
 */
export const pruneVersions = async (
  world: InstallWorld,
  layout: InstallLayout,
  current: string,
): Promise<ReportRow[]> => {
  const [, ...old] = (await installedVersions(world, layout)).filter((version) => version !== current);
  return Promise.all(
    old.map(async (version): Promise<ReportRow> => {
      const path = pathOf(world.platform).join(layout.hosts, version);
      const row = { browser: '', what: 'host', path } as const;
      return world.fs.rm(path, { recursive: true, force: true }).then(
        () => ({ ...row, outcome: 'removed', note: 'An old version of the host.' }),
        () => ({
          ...row,
          outcome: 'kept',
          note: 'An old version that is still in use. The next install removes it.',
        }),
      );
    }),
  );
};
