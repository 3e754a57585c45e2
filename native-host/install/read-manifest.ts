import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { isExtensionId } from './extension-ids.ts';
import type { InstallFs } from './install-world.ts';
import { readIfThere } from './read-if-there.ts';

/** What is at the place of our manifest. */
export type FoundManifest =
  | { readonly state: 'absent' }
  /** Not JSON, or not a manifest of our name: no browser accepts it. */
  | { readonly state: 'invalid' }
  | { readonly state: 'valid'; readonly path: string; readonly ids: readonly string[] };

const ALLOWED: Record<BrowserFamily, string> = { chromium: 'allowed_origins', firefox: 'allowed_extensions' };

/** Reads a manifest file. Ids that the family does not know are left out: in Chromium one wildcard spoils the file. */
export const readManifest = async (
  fs: InstallFs,
  file: string,
  family: BrowserFamily,
): Promise<FoundManifest> => {
  const text = await readIfThere(fs, file);
  if (text === undefined) return { state: 'absent' };
  const manifest = parseObject(text);
  const path = manifest?.['path'];
  if (manifest?.['name'] !== HOST_NAME || typeof path !== 'string') return { state: 'invalid' };
  const allowed = manifest[ALLOWED[family]];
  const ids = (Array.isArray(allowed) ? allowed : [])
    .map((entry) => String(entry).replace(/^chrome-extension:\/\/(.*)\/$/, '$1'))
    .filter((id) => isExtensionId(family, id));
  return { state: 'valid', path, ids };
};

const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};
