import { BROWSERS, type Browser, type BrowserPlaces } from '../../manifests/browser-table.ts';
import { type Platform, pathOf } from '../platform/path-of.ts';
import { isThere } from './existing-files.ts';
import { expandPath } from './expand-path.ts';
import { InstallError } from './install-error.ts';
import type { InstallWorld } from './install-world.ts';

/** A browser that exists for this operating system. */
export interface FoundBrowser extends Pick<Browser, 'id' | 'name' | 'family'> {
  /** Its table row, with paths expanded. */
  readonly places: BrowserPlaces;
  /** Whether it is installed: one of its profile directories exists. */
  readonly there: boolean;
  /** Whether the user named it. A missing profile directory is created in this case. */
  readonly named?: true;
}

/** The browsers of the table for this operating system, and whether each is installed. Writes nothing. */
export const findBrowsers = (world: InstallWorld): Promise<FoundBrowser[]> => {
  const expandAll = (templates: readonly string[]): string[] =>
    templates.map((template) => expandPath(template, world));
  return Promise.all(
    BROWSERS.flatMap(({ id, name, family, [world.platform]: row }) =>
      row ? [{ id, name, family, row }] : [],
    ).map(async ({ row, ...browser }) => {
      const profile = expandAll(row.profile);
      const there = await Promise.all(profile.map((directory) => isThere(world.fs, directory)));
      const places = { ...row, profile, ...(row.hosts && { hosts: expandAll(row.hosts) }) };
      return { ...browser, places, there: there.includes(true) };
    }),
  );
};

/** The browsers with the given ids. Throws `unknown_browser` for an id that this operating system's table lacks. */
const chooseBrowsers = (found: readonly FoundBrowser[], ids: readonly string[]): FoundBrowser[] =>
  [...new Set(ids)].map((id) => {
    const browser = found.find((candidate) => candidate.id === id);
    if (browser) return browser;
    throw new InstallError(
      'unknown_browser',
      `No browser "${id}" is known on this operating system. Known are: ${found.map((candidate) => candidate.id).join(', ')}. ` +
        'For another browser built on Chromium, name its user data directory with --user-data-dir.',
    );
  });

/** The browsers that the user named. */
export interface BrowserChoice {
  /** Ids of the table. */
  readonly browsers?: readonly string[] | undefined;
  /** The directory that a Chromium is started with: `--user-data-dir`. */
  readonly userDataDir?: string | undefined;
}

/** A Chromium known only by its `--user-data-dir`: it looks in that directory, except on Windows. */
const userDataBrowser = (platform: Platform, userDataDir: string): FoundBrowser => {
  const path = pathOf(platform);
  const profile = path.resolve(userDataDir);
  const directory = path.join(profile, 'NativeMessagingHosts');
  return {
    id: 'user-data-dir',
    name: 'Chromium with --user-data-dir',
    family: 'chromium',
    places: { profile: [profile], hosts: [directory], system: [{ directory }] },
    there: true,
    named: true,
  };
};

/** The browsers that the user named, installed or not. */
export const namedBrowsers = (
  platform: Platform,
  found: readonly FoundBrowser[],
  { browsers = [], userDataDir }: BrowserChoice,
): FoundBrowser[] => [
  ...chooseBrowsers(found, browsers).map((browser) => ({ ...browser, named: true }) as const),
  ...(userDataDir === undefined ? [] : [userDataBrowser(platform, userDataDir)]),
];
