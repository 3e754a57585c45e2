import { pathOf } from '../platform/path-of.ts';
import { installedVersions } from './host-versions.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';

/**
 * Removes old versions of the host, keeping the current one and the newest other: a browser may still be running it.
 * What cannot be removed (Windows locks the files of running programs) waits for the next install.
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
        () => ({ ...row, outcome: 'removed', note: 'An old version.' }),
        () => ({
          ...row,
          outcome: 'kept',
          note: 'An old version that is in use: the next install removes it.',
        }),
      );
    }),
  );
};
