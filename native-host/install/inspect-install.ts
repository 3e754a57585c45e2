import { COMPANION_IDS } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { isThere } from './existing-files.ts';
import { type FoundBrowser, findBrowsers, namedBrowsers } from './find-browsers.ts';
import { installedVersions } from './host-files.ts';
import { type InstallLayout, type InstallPlace, installLayout, isOwnProgram } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';
import { readManifest } from './manifest-file.ts';
import { type ManifestTarget, manifestTargets } from './manifest-targets.ts';
import { packageTargets } from './package-targets.ts';
import { isSameValue, readKey } from './registry.ts';
import { readWrapper, type WrapperState } from './wrapper.ts';

/** Why a browser cannot start the host: the first reason that applies. */
type ManifestProblem =
  /** The browser has no native messaging, or its manifest directory is unknown. */
  | 'unsupported'
  /** No manifest, or on Windows no registry key. */
  | 'missing'
  /** The manifest cannot be read, or is not JSON. */
  | 'invalid'
  /** It has another name. */
  | 'misnamed'
  /** It starts a program that does not exist. */
  | 'target_missing'
  /** It starts a program that is not this installation's wrapper. */
  | 'points_elsewhere'
  /** It does not list the companion's id. */
  | 'companion_not_listed';

/** A location at which one or more browsers look for the manifest. */
export interface InspectedManifest {
  /** Ids and names of the browsers that use this location. */
  readonly browsers: readonly { readonly id: string; readonly name: string }[];
  readonly family: FoundBrowser['family'];
  /** The manifest file or the registry key. Empty if there is none. */
  readonly path: string;
  /** The sandbox of the browser. */
  readonly sandbox?: 'flatpak' | 'snap';
  /** Absent if there is no problem. */
  readonly problem?: ManifestProblem;
  /** The program that the manifest starts. */
  readonly target?: string;
  /** The extensions that may start the host. */
  readonly ids: readonly string[];
}

/** The state of an installation. */
export interface InstallInspection {
  readonly dataDirectory: string;
  /** Installed versions of the host, newest first. */
  readonly versions: readonly string[];
  readonly wrapper: WrapperState;
  /** For each installed browser (with `system`, for each browser that has a location for all users). */
  readonly manifests: readonly InspectedManifest[];
}

/** The installation to inspect: the options with which it was installed. */
export interface InspectPlace extends InstallPlace {
  /** The `--user-data-dir` of a Chromium, to be inspected in addition to the browsers that are found. */
  readonly userDataDir?: string | undefined;
}

/** Inspects an installation without changing anything. Never rejects because of what it finds. */
export const inspectInstall = async (
  world: InstallWorld,
  place: InspectPlace = {},
): Promise<InstallInspection> => {
  const { system = false } = place;
  const layout = installLayout(place, world);
  const all = await findBrowsers(world);
  const named = namedBrowsers(world.platform, all, { userDataDir: place.userDataDir });
  const found = [...all.filter(({ there }) => there || system), ...named];
  const targets =
    layout.isPackaged && !system
      ? await packageTargets(world, layout, found)
      : manifestTargets(found, { platform: world.platform, layout, system });
  const needed = await Promise.all(
    targets.map(({ needs }) => needs === undefined || isThere(world.fs, needs)),
  );
  const reached = new Set(targets.flatMap(({ browsers }) => browsers));
  const unreached = found.filter((browser) => !system && !reached.has(browser));
  return {
    dataDirectory: layout.data,
    versions: layout.isPackaged ? [VERSION] : await installedVersions(world, layout),
    wrapper: await readWrapper(world, layout),
    manifests: [
      ...(await Promise.all(
        targets
          .filter((_target, index) => needed[index])
          .map((target) => inspectTarget(world, layout, target)),
      )),
      ...unreached.map(
        (browser) => ({ ...heading([browser]), path: '', problem: 'unsupported', ids: [] }) as const,
      ),
    ],
  };
};

const heading = (browsers: readonly FoundBrowser[]) => ({
  browsers: browsers.map(({ id, name }) => ({ id, name })),
  family: browsers[0]?.family ?? 'chromium',
  ...(browsers[0]?.places.sandbox && { sandbox: browsers[0].places.sandbox }),
});

/** Inspects one location. Never rejects because of what it finds. */
export const inspectTarget = async (
  world: InstallWorld,
  layout: InstallLayout,
  { browsers, family, file, key }: ManifestTarget,
): Promise<InspectedManifest> => {
  const base = { ...heading(browsers), path: key ?? file, ids: [] };
  const value = key === undefined ? file : await readKey(world, key);
  if (value === undefined) return { ...base, problem: 'missing' };
  const manifest = await readManifest(world.fs, isSameValue(value, file) ? file : value, family).catch(
    () => ({ state: 'invalid' }) as const,
  );
  if (manifest.state === 'absent') return { ...base, problem: 'missing' };
  if (manifest.state !== 'valid') return { ...base, problem: manifest.state };
  const { path: target, ids } = manifest;
  const problem: ManifestProblem | undefined = !(await isThere(world.fs, target))
    ? 'target_missing'
    : !isOwnProgram(world, layout, target)
      ? 'points_elsewhere'
      : !ids.some((id) => COMPANION_IDS.includes(id))
        ? 'companion_not_listed'
        : undefined;
  return { ...base, target, ids, ...(problem && { problem }) };
};
