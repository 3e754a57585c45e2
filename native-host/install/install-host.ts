import { pathOf } from '../platform/path-of.ts';
import { chooseNode } from './choose-node.ts';
import { readIfThere } from './existing-files.ts';
import { extensionIds } from './extension-ids.ts';
import { type BrowserChoice, findBrowsers, namedBrowsers } from './find-browsers.ts';
import { DIGESTS_FILE, hostPath, pruneVersions, readParts, renderDigests } from './host-files.ts';
import { InstallError, refuseRoot } from './install-error.ts';
import { type InstallPlace, installLayout } from './install-layout.ts';
import { installManifests } from './install-manifests.ts';
import type { InstallReport, ReportRow } from './install-report.ts';
import { dryWorld, type InstallWorld } from './install-world.ts';
import { manifestTargets } from './manifest-targets.ts';
import { NEVER_REPAIRED, repairFile } from './repair-file.ts';
import { placementNote, unreachableRows } from './report-rows.ts';
import { renderWrapper, wrapperFiles } from './wrapper.ts';
import { writeAtomically } from './write-atomically.ts';

/** What to install and for whom. Directories may be relative to the current one. */
export interface InstallOptions extends InstallPlace, BrowserChoice {
  /** The host bundle. The parts that it loads on demand are in a folder next to it. */
  readonly bundle: string;
  /** The host's version: names its directory. */
  readonly version: string;
  /** Ids of further extensions that may start the host directly. */
  readonly extensionIds?: readonly string[] | undefined;
  /** Report what would be done, and write nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Installs the host: its file in a directory of its version, the wrapper that browsers start, then the manifests, so
 * that a browser never points to a file that does not exist. Without `browsers` and `userDataDir`, for every browser
 * that is found (with `system`, for every one that has a place for all users); with them, for those only.
 * Throws {@link InstallError} if nothing could be installed; what fails for one browser is a `failed` row.
 */
export const installHost = async (
  options: InstallOptions,
  realWorld: InstallWorld,
): Promise<InstallReport> => {
  const { system = false, dryRun = false, version } = options;
  const world = dryRun ? dryWorld(realWorld) : realWorld;
  await refuseRoot(options, world);
  const ids = extensionIds(options.extensionIds);
  const found = await findBrowsers(world);
  const named = namedBrowsers(world.platform, found, options);
  const text = await readBundle(world, options.bundle);
  const layout = installLayout(options, world);
  const { directoryMode } = layout;

  const host = hostPath(world, layout, version);
  const wrapper = renderWrapper(world, layout, {
    version,
    system,
    node: await chooseNode(world, { system }),
  });
  const put = async (
    what: 'host' | 'wrapper',
    path: string,
    content: string,
    mode: number,
  ): Promise<ReportRow> => ({
    browser: '',
    what,
    path,
    outcome: await writeAtomically(world, { path, text: content, mode, directoryMode }),
    ...(what === 'wrapper' && (await placementNote(world, layout))),
  });
  // Write the parts first, named by their content, so that an installed host always finds its own parts.
  const parts = await readParts(world, options.bundle, host);
  const directory = pathOf(world.platform).dirname(host);
  const digests = renderDigests([{ path: host, text }, ...parts], directory);
  const list = { path: pathOf(world.platform).join(directory, DIGESTS_FILE), text: digests };
  for (const part of [...parts, list]) {
    await writeAtomically(world, { ...part, mode: 0o644, directoryMode });
  }
  const rows = [await put('host', host, text, 0o644)];
  for (const file of wrapperFiles(world, layout)) {
    await writeAtomically(world, { ...file, mode: 0o644, directoryMode });
  }
  rows.push(await put('wrapper', layout.wrapper, wrapper, 0o755));

  if (named.length === 0 && !system) {
    const path = repairFile(world, layout);
    await writeAtomically(world, { path, text: NEVER_REPAIRED, mode: 0o600, directoryMode });
  }

  const wanted = named.length > 0 ? named : system ? found : found.filter(({ there }) => there);
  const targets = manifestTargets(wanted, { platform: world.platform, layout, system });
  rows.push(...(await installManifests(world, layout, { targets, ids })));
  rows.push(...unreachableRows(named.length === 0 && system ? [] : wanted, targets, { system }));
  rows.push(...(await pruneVersions(world, layout, version)));
  return { action: 'install', dryRun, dataDirectory: layout.data, rows };
};

const readBundle = async (world: InstallWorld, bundle: string): Promise<string> => {
  const text = await readIfThere(world.fs, bundle).catch(() => undefined);
  if (text !== undefined) return text;
  throw new InstallError(
    'bundle_missing',
    `The host to install is not at ${bundle}. In a checkout run \`npm run build\` first; otherwise install the package again.`,
  );
};
