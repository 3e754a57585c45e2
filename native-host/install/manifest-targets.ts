import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { type Platform, pathOf } from '../platform/path-of.ts';
import type { FoundBrowser } from './find-browsers.ts';
import type { InstallLayout } from './install-layout.ts';
import { registryKey } from './registry.ts';

/** A location at which browsers look for the manifest. Several browsers may share it. */
export interface ManifestTarget {
  readonly browsers: readonly FoundBrowser[];
  readonly family: BrowserFamily;
  /** The manifest file. */
  readonly file: string;
  /** Windows: the registry key whose default value is the file's path. */
  readonly key?: string;
  /** The manifest is only written if this directory exists. */
  readonly needs?: string;
}

interface Scope {
  readonly platform: Platform;
  readonly layout: InstallLayout;
  readonly system: boolean;
}

/** The manifest locations of some browsers, each once, in the order of the table. Pure. */
export const manifestTargets = (browsers: readonly FoundBrowser[], scope: Scope): ManifestTarget[] => {
  const targets = new Map<string, ManifestTarget>();
  for (const browser of browsers)
    for (const target of targetsOf(browser, scope)) {
      const place = target.key ?? target.file;
      const shared = targets.get(place);
      targets.set(place, shared ? { ...shared, browsers: [...shared.browsers, browser] } : target);
    }
  return [...targets.values()];
};

const targetsOf = (browser: FoundBrowser, { platform, layout, system }: Scope): ManifestTarget[] => {
  const { dirname, join } = pathOf(platform);
  const { family, places } = browser;
  const base = { browsers: [browser], family };
  if (platform === 'win32')
    return (places.registry ?? []).map((vendor) => ({
      ...base,
      file: layout.manifest(family),
      key: registryKey(system ? 'HKLM' : 'HKCU', vendor),
    }));
  if (system)
    return (places.system ?? []).map(({ directory, needs }) => ({
      ...base,
      file: join(directory, `${HOST_NAME}.json`),
      ...(needs !== undefined && { needs }),
    }));
  return (places.hosts ?? []).map((directory) => ({
    ...base,
    file: join(directory, `${HOST_NAME}.json`),
    // Chromium's directory is in the profile root, which only the browser creates. Firefox's is next to its profiles.
    ...(family === 'chromium' && !browser.named && { needs: dirname(directory) }),
  }));
};
