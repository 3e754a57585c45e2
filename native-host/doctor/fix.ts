import type { InspectPlace } from '../install/inspect-install.ts';
import { installHost } from '../install/install-host.ts';
import { installLayout } from '../install/install-layout.ts';
import type { InstallWorld } from '../install/install-world.ts';
import { pathOf } from '../platform/path-of.ts';
import { STORE_FILE } from '../store/store-file.ts';
import type { Fix } from './causes/cause.ts';
import type { Finding } from './finding.ts';

interface Options {
  readonly world: InstallWorld;
  readonly place: InspectPlace;
  /** The host to install, and its version. */
  readonly bundle: string;
  readonly version: string;
  now(): number;
}

/** Moves the store away, with SQLite's files next to it. Nothing is deleted. */
const moveStore = async ({ world, place, now }: Options): Promise<string[]> => {
  const { data } = installLayout(place, world);
  const { join } = pathOf(world.platform);
  const names = await world.fs.readdir(data).catch(() => []);
  const mark = `damaged-${new Date(now()).toISOString().replaceAll(/[:.]/g, '-')}`;
  const lines: string[] = [];
  for (const name of names.filter((each) => /^turnkey\.sqlite(-wal|-shm|-journal)?$/.test(each)).sort()) {
    const moved = join(data, name.replace(STORE_FILE, `turnkey.${mark}.sqlite`));
    await world.fs.rename(join(data, name), moved);
    lines.push(`Moved ${join(data, name)} to ${moved}`);
  }
  return lines;
};

/** Installs the host again: files, wrapper with the running Node, and the manifests of the browsers that are found. */
const install = async ({ world, place, bundle, version }: Options): Promise<string[]> => {
  const { hosts } = installLayout(place, world);
  // An installed host has only its own files, which may be the damaged ones.
  if (bundle.startsWith(hosts)) {
    return ['Not installed again: run `npx ollama-turnkey install-host`, which brings new files.'];
  }
  const { rows } = await installHost({ ...place, bundle, version }, world);
  return rows.flatMap(({ outcome, path, note }) =>
    outcome === 'written' || outcome === 'failed'
      ? [`${outcome === 'written' ? 'Wrote' : 'Could not write'} ${path}${note ? ` (${note})` : ''}`]
      : [],
  );
};

const FIXES: Readonly<Record<Fix, (options: Options) => Promise<string[]>>> = { install, store: moveStore };

/** Solves what can be solved without a decision of the user. Returns a line for each change. */
export const fixFindings = async (findings: readonly Finding[], options: Options): Promise<string[]> => {
  const fixes = [...new Set(findings.flatMap(({ fixBy }) => fixBy ?? []))];
  const lines: string[] = [];
  for (const fix of fixes) lines.push(...(await FIXES[fix](options)));
  return lines;
};
