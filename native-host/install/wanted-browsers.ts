import { type Platform, pathOf } from '../platform/path-of.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import type { FoundBrowser } from './find-browsers.ts';

/** Which browsers the user asks for. */
export interface BrowserChoice {
  /** Ids of the table. */
  readonly browsers?: readonly string[] | undefined;
  /** The directory that a Chromium is started with: `--user-data-dir`. */
  readonly userDataDir?: string | undefined;
}

/** A Chromium known only by its `--user-data-dir`: it looks in that directory, except on Windows. */
export const userDataBrowser = (platform: Platform, userDataDir: string): FoundBrowser => {
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

/** The browsers that the user named, whether they are there or not; empty if none was named. */
export const namedBrowsers = (
  platform: Platform,
  found: readonly FoundBrowser[],
  { browsers = [], userDataDir }: BrowserChoice,
): FoundBrowser[] => [
  ...chooseBrowsers(found, browsers).map((browser) => ({ ...browser, named: true }) as const),
  ...(userDataDir === undefined ? [] : [userDataBrowser(platform, userDataDir)]),
];
