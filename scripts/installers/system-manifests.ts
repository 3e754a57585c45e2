import { BROWSERS } from '../../manifests/browser-table.ts';
import { renderManifest } from '../../manifests/render-manifest.ts';
import { extensionIds } from '../../native-host/install/extension-ids.ts';
import { HOST_NAME } from '../../shared/identity.ts';

/** A file of a package. */
export interface PackageFile {
  /** Absolute path on the user's machine. */
  readonly path: string;
  readonly text: string;
}

/**
 * The native messaging manifests for all users of a Linux machine, for every browser that has a place for them. A folder
 * browsers use only if another one exists (`needs`) is left out unless `existing` names that.
 */
export const systemManifests = (program: string, existing: readonly string[] = []): PackageFile[] => {
  const ids = extensionIds();
  const files = new Map<string, PackageFile>();
  for (const { family, linux } of BROWSERS) {
    for (const { directory, needs } of linux?.system ?? []) {
      if (needs !== undefined && !existing.includes(needs)) continue;
      const path = `${directory}/${HOST_NAME}.json`;
      const text = renderManifest(family, { name: HOST_NAME, path: program, ids: ids[family] });
      files.set(path, { path, text });
    }
  }
  return [...files.values()];
};
