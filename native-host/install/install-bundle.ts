import { pathOf } from '../platform/path-of.ts';
import { chooseNode } from './choose-node.ts';
import { readIfThere } from './existing-files.ts';
import { DIGESTS_FILE, hostPath, readParts, renderDigests } from './host-files.ts';
import { InstallError } from './install-error.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { placementNote } from './report-rows.ts';
import { renderWrapper, wrapperFiles } from './wrapper.ts';
import { writeAtomically } from './write-atomically.ts';

interface Source {
  readonly bundle: string;
  readonly version: string;
  readonly system: boolean;
}

/** Installs a host that Node runs: its file and parts in the directory of its version, then the wrapper. */
export const installBundle = async (
  world: InstallWorld,
  layout: InstallLayout,
  { bundle, version, system }: Source,
): Promise<ReportRow[]> => {
  const { directoryMode } = layout;
  const text = await readBundle(world, bundle);
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
  const parts = await readParts(world, bundle, host);
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
  return [...rows, await put('wrapper', layout.wrapper, wrapper, 0o755)];
};

const readBundle = async (world: InstallWorld, bundle: string): Promise<string> => {
  const text = await readIfThere(world.fs, bundle).catch(() => undefined);
  if (text !== undefined) return text;
  throw new InstallError(
    'bundle_missing',
    `The host to install is not at ${bundle}. In a checkout run \`npm run build\` first; otherwise install the package again.`,
  );
};
