import type { BrowserFamily } from './browser-table.ts';
import chromium from './chromium.template.json' with { type: 'json' };
import firefox from './firefox.template.json' with { type: 'json' };

interface ManifestFields {
  /** Native messaging host name. */
  readonly name: string;
  /** Absolute path of the program that the browser starts. */
  readonly path: string;
  /** Extension ids that may start it: bare ids of the family, without `chrome-extension://`. */
  readonly ids: readonly string[];
}

/**
 * The text of a native messaging manifest: JSON with a final newline, to be written as UTF-8 without BOM.
 * Chromium wants origins with a trailing slash and refuses the whole manifest for a wildcard (Chrome native
 * messaging docs); Firefox wants bare add-on ids (MDN native manifests).
 */
export const renderManifest = (family: BrowserFamily, { name, path, ids }: ManifestFields): string => {
  const manifest =
    family === 'chromium'
      ? { ...chromium, name, path, allowed_origins: ids.map((id) => `chrome-extension://${id}/`) }
      : { ...firefox, name, path, allowed_extensions: ids };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};
