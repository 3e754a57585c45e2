import type { BrowserFamily } from './browser-table.ts';
import chromium from './chromium.template.json' with { type: 'json' };
import firefox from './firefox.template.json' with { type: 'json' };

interface ManifestFields {
  /** Native messaging host name. */
  readonly name: string;
  /** Absolute path of the program to start. */
  readonly path: string;
  /** The ids of the extensions that may connect, without `chrome-extension://`. */
  readonly ids: readonly string[];
}

/**
 * The text of a native messaging manifest: JSON with a final newline, to be written as UTF-8 without BOM. Chromium requires
 * origins with a trailing slash and rejects wildcards, Firefox requires add-on ids:
 * https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging#native-messaging-host
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests#native_messaging_manifests
 */
export const renderManifest = (family: BrowserFamily, { name, path, ids }: ManifestFields): string => {
  const manifest =
    family === 'chromium'
      ? { ...chromium, name, path, allowed_origins: ids.map((id) => `chrome-extension://${id}/`) }
      : { ...firefox, name, path, allowed_extensions: ids };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};
