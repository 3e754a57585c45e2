import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { isThere } from './existing-files.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { writeManifest } from './manifest-file.ts';
import type { ManifestTarget } from './manifest-targets.ts';
import { isSameValue, readKey, writeKey } from './registry.ts';
import { attemptRow, browserNames, browserNotes, type Done } from './report-rows.ts';

interface Choice {
  readonly targets: readonly ManifestTarget[];
  readonly ids: Readonly<Record<BrowserFamily, readonly string[]>>;
}

/** Registers the host with each browser. A failure becomes a row of the report and does not stop the others. */
export const installManifests = async (
  world: InstallWorld,
  layout: InstallLayout,
  { targets, ids }: Choice,
): Promise<ReportRow[]> => {
  const rows: ReportRow[] = [];
  for (const { file, family } of sharedFiles(targets))
    rows.push(
      ...(await attemptRow({ browser: '', what: 'manifest', path: file }, () =>
        writeManifest(world, layout, { file, family }, ids[family]),
      )),
    );
  for (const target of targets) {
    const { browsers, family, file, key, needs } = target;
    const step = async (): Promise<Done> => {
      if (needs !== undefined && !(await isThere(world.fs, needs)))
        return { outcome: 'skipped', note: `${needs} does not exist.` };
      if (key !== undefined) return pointKey(world, key, file);
      return writeManifest(world, layout, target, ids[family]);
    };
    const browser = browserNames(browsers);
    const row = {
      browser,
      what: key === undefined ? 'manifest' : 'registry key',
      path: key ?? file,
    } as const;
    rows.push(...(await attemptRow(row, step, browserNotes(browsers))));
  }
  return rows;
};

/** The files to which registry keys point, one per family. */
const sharedFiles = (targets: readonly ManifestTarget[]): ManifestTarget[] => [
  ...new Map(targets.filter(({ key }) => key !== undefined).map((target) => [target.file, target])).values(),
];

const pointKey = async (world: InstallWorld, key: string, file: string): Promise<Done> => {
  const before = await readKey(world, key);
  if (before !== undefined && isSameValue(before, file)) return { outcome: 'unchanged' };
  await writeKey(world, key, file);
  return { outcome: 'written', ...(before !== undefined && { note: `It pointed to ${before} before.` }) };
};
