import { writeCommand } from '../install/command-file.ts';
import { isThere } from '../install/existing-files.ts';
import { extensionIds } from '../install/extension-ids.ts';
import { pruneVersions } from '../install/host-files.ts';
import type { InspectPlace } from '../install/inspect-install.ts';
import { notWritable, refuseRoot } from '../install/install-error.ts';
import { installLayout } from '../install/install-layout.ts';
import { installManifests } from '../install/install-manifests.ts';
import type { ReportRow } from '../install/install-report.ts';
import { SCRATCH_PREFIX } from '../install/remove-program.ts';
import { pathOf } from '../platform/path-of.ts';
import { fileNeeded, nodeNeeded, notInstalled, packageOwnsIt } from './advice.ts';
import { findInstalled, type Installed } from './installed.ts';
import { type Candidate, fromFile, fromRegistry } from './obtain.ts';
import { layoutOf, placeVersion, tryVersion } from './try-version.ts';
import type { UpdateWorld } from './update-world.ts';

/** What to update, and to what. */
export interface UpdateOptions extends InspectPlace {
  /** An executable, an archive or an npm package. @default the newest package of the registry */
  readonly file?: string | undefined;
  /** SHA-256 of the file. @default what `SHA256SUMS` beside it says */
  readonly sha256?: string | undefined;
}

/** What an update did. It has failed for a browser where a row's outcome is `failed`. */
export interface UpdateReport {
  readonly action: 'update';
  readonly dataDirectory: string;
  readonly kind: Installed['kind'];
  /** The version that browsers started before; absent if its files did not tell. */
  readonly from?: string;
  /** The version that they start now. The same as `from` if nothing was done. */
  readonly to: string;
  readonly rows: readonly ReportRow[];
}

const newestLast = new Intl.Collator('en', { numeric: true });

/** Runs work with a folder in the data directory, on the disk of the installation. Removes it afterwards. */
const withScratch = async <T>(
  world: UpdateWorld,
  data: string,
  work: (scratch: string) => Promise<T>,
): Promise<T> => {
  const scratch = pathOf(world.platform).join(data, `${SCRATCH_PREFIX}${world.unique()}`);
  try {
    await world.fs.mkdir(scratch, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritable(scratch, error);
  }
  try {
    return await work(scratch);
  } finally {
    // Windows may still hold what was started. `uninstall-host` removes it.
    await world.fs.rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
};

const obtain = (world: UpdateWorld, options: UpdateOptions, { kind }: Installed, scratch: string) => {
  const { file, sha256 } = options;
  return file === undefined
    ? fromRegistry(world, scratch)
    : fromFile(world, { file: pathOf(world.platform).resolve(file), sha256, kind, scratch });
};

/** Makes a version that works the one that browsers start. Leaves no half of its files if they cannot be written. */
const switchTo = async (
  world: UpdateWorld,
  candidate: Candidate,
  { installed, version, place }: { installed: Installed; version: string; place: InspectPlace },
): Promise<ReportRow[]> => {
  const { kind, layout, targets } = installed;
  const folder = pathOf(world.platform).join(layout.hosts, version);
  const wasThere = await isThere(world.fs, folder);
  const rows = await placeVersion(world, candidate, {
    kind,
    layout,
    version,
    system: place.system === true,
  }).catch(async (error) => {
    if (!wasThere) await world.fs.rm(folder, { recursive: true, force: true }).catch(() => {});
    throw error;
  });
  const next = layoutOf(world, installed, version);
  if (kind === 'executable')
    rows.push(...(await installManifests(world, next, { targets, ids: extensionIds() })));
  rows.push(...(await writeCommand(world, next, place)));
  // A browser that could not be changed still starts the old version.
  return rows.some(({ outcome }) => outcome === 'failed')
    ? rows
    : [...rows, ...(await pruneVersions(world, layout, version))];
};

/**
 * Replaces an installation by another version. That is installed in a scratch folder first and has to answer a `hello`
 * there; until then nothing of the installation changes. Then its files are written beside the old ones, and at last
 * what the manifests of this installation start. The old version stays, for hosts that are running. Throws a UserError or
 * an InstallError, and the old version works.
 */
export const updateHost = async (options: UpdateOptions, world: UpdateWorld): Promise<UpdateReport> => {
  const { file } = options;
  await refuseRoot(options, world);
  if (installLayout(options, world).isPackaged) throw packageOwnsIt(world.platform);
  const installed = await findInstalled(world, options);
  if (!installed) throw notInstalled(installLayout(options, world).data);
  const { kind, layout, version: from } = installed;
  if (kind === 'executable' && file === undefined) throw fileNeeded(world);
  if (kind === 'package' && world.isExecutable) throw nodeNeeded();
  return withScratch(world, layout.data, async (scratch) => {
    const candidate = await obtain(world, options, installed, scratch);
    const to = await tryVersion(world, candidate, { kind, scratch, data: layout.data });
    const report = { action: 'update', dataDirectory: layout.data, kind, ...(from && { from }) } as const;
    const isNewer = from === undefined || newestLast.compare(to, from) > 0;
    // A file may go back to an older version. The registry never does.
    if (to === from || (file === undefined && !isNewer)) return { ...report, to: from ?? to, rows: [] };
    const rows = await switchTo(world, candidate, { installed, version: to, place: options });
    return { ...report, to, rows };
  });
};
