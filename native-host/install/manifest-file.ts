import { win32 } from 'node:path';
import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { renderManifest } from '../../manifests/render-manifest.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { isThere, readIfThere } from './existing-files.ts';
import { isExtensionId } from './extension-ids.ts';
import { type InstallLayout, isProgramName } from './install-layout.ts';
import type { InstallFs, InstallWorld } from './install-world.ts';
import type { ManifestTarget } from './manifest-targets.ts';
import type { Done } from './report-rows.ts';
import { writeAtomically } from './write-atomically.ts';

/** The state of the file at the path of our manifest. */
export type FoundManifest =
  | { readonly state: 'absent' }
  /** Not JSON, or without a path. No browser accepts it. */
  | { readonly state: 'invalid' }
  /** A manifest with another name than its file. */
  | { readonly state: 'misnamed' }
  | { readonly state: 'valid'; readonly path: string; readonly ids: readonly string[] };

const ALLOWED: Record<BrowserFamily, string> = { chromium: 'allowed_origins', firefox: 'allowed_extensions' };

/** Reads a manifest file. Leaves out ids that are invalid for the family: in Chromium, a wildcard invalidates the file. */
export const readManifest = async (
  fs: InstallFs,
  file: string,
  family: BrowserFamily,
): Promise<FoundManifest> => {
  const text = await readIfThere(fs, file);
  if (text === undefined) return { state: 'absent' };
  const manifest = parseObject(text);
  const path = manifest?.['path'];
  if (typeof path !== 'string') return { state: 'invalid' };
  if (manifest?.['name'] !== HOST_NAME) return { state: 'misnamed' };
  const allowed = manifest[ALLOWED[family]];
  const ids = (Array.isArray(allowed) ? allowed : [])
    .map((entry) => String(entry).replace(/^chrome-extension:\/\/(.*)\/$/, '$1'))
    .filter((id) => isExtensionId(family, id));
  return { state: 'valid', path: programOf(file, path), ids };
};

/** The program of a manifest. On Windows, browsers resolve a relative path against the manifest's directory. */
const programOf = (file: string, program: string): string =>
  /^[a-z]:\\/i.test(file) && !win32.isAbsolute(program) ? win32.join(win32.dirname(file), program) : program;

const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Writes a manifest file with the given ids and those that it already has. The row has a note if the file belonged to
 * another program. Rejects if the file cannot be read or written.
 */
export const writeManifest = async (
  world: InstallWorld,
  layout: InstallLayout,
  { file, family }: Pick<ManifestTarget, 'file' | 'family'>,
  ids: readonly string[],
): Promise<Done> => {
  const found = await readManifest(world.fs, file, family);
  const ours = found.state === 'valid' && isProgramName(world.platform, found.path);
  const text = renderManifest(family, {
    name: HOST_NAME,
    path: layout.wrapper,
    ids: [...new Set([...ids, ...(ours ? found.ids : [])])],
  });
  const { directoryMode } = layout;
  const outcome = await writeAtomically(world, { path: file, text, mode: 0o644, directoryMode });
  if (found.state === 'absent') return { outcome };
  if (found.state !== 'valid') return { outcome, note: 'The previous file was not a valid manifest.' };
  if (found.path === layout.wrapper) return { outcome };
  const state = (await isThere(world.fs, found.path)) ? '' : ', which does not exist';
  return { outcome, note: `It started ${found.path}${state} before.` };
};
