import { HOST_NAME } from '../../../shared/identity.ts';
import { isThere } from '../../install/existing-files.ts';
import { findBrowsers } from '../../install/find-browsers.ts';
import { found, passed, skipped } from '../finding.ts';
import type { Session } from '../session.ts';
import type { CheckEntry } from './check.ts';

/** Browsers that a program controls have profiles of their own on purpose. */
const CONTROLLED = /--(remote-debugging-(port|pipe)|enable-automation|headless)\b/;

/** The folder in a command line: the value ends at the next option. */
const USER_DATA_DIR = /--user-data-dir=(.+?)(?= --|$)/;

/** The folders that running browsers use instead of the usual one. */
export const foldersInUse = (commandLines: readonly string[]): readonly string[] => [
  ...new Set(
    commandLines.flatMap((line) => {
      const folder = USER_DATA_DIR.exec(line)?.[1]?.trim();
      return folder && !CONTROLLED.test(line) && !/ --type=/.test(line) ? [folder.replace(/\/$/, '')] : [];
    }),
  ),
];

/** The profiles in the usual folder, if the terminal uses another one: a browser may not. */
const usualProfiles = async ({ world }: Session): Promise<readonly string[]> => {
  if (!world.env['XDG_CONFIG_HOME']) return [];
  const { XDG_CONFIG_HOME: _, ...env } = world.env;
  const browsers = await findBrowsers({ ...world, env });
  const existing = await Promise.all(
    browsers
      .filter(({ family, places }) => family === 'chromium' && places.hosts)
      .flatMap(({ places }) => places.profile)
      .map(async (profile) => ((await isThere(world.fs, profile)) ? [profile] : [])),
  );
  return existing.flat();
};

/** Whether browsers use folders in which the host is not registered. Windows has the registry instead. */
export const PROFILES: readonly CheckEntry[] = [
  {
    ...{ id: 'browsers.profiles', group: 'browsers', name: 'Browsers', evenAfterError: true },
    async run(session, subject) {
      const { world } = session;
      if (world.platform === 'win32') return [skipped(subject, 'on Windows, they need no folder')];
      const folders = [...foldersInUse(await world.commandLines()), ...(await usualProfiles(session))];
      const missing = await Promise.all(
        folders.map(async (folder) =>
          (await isThere(world.fs, `${folder}/NativeMessagingHosts/${HOST_NAME}.json`)) ? [] : [folder],
        ),
      );
      const without = missing.flat();
      return [
        without.length > 0
          ? found({ ...subject, name: 'A browser' }, 'other_profile_folder', without.join('\n'))
          : passed(subject, 'none uses another folder'),
      ];
    },
  },
];
