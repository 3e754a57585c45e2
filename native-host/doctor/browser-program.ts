import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { NODE_VARIABLES } from '../install/node-variables.ts';
import { type Platform, pathOf } from '../platform/path-of.ts';
import type { DoctorWorld, Program } from './doctor-world.ts';

/** The variables that a browser passes on, besides PATH. Names with `*` are prefixes. */
const KEPT: Readonly<Record<Platform, readonly string[]>> = {
  linux: ['LANG', 'LC_*', 'XDG_*', 'DBUS_SESSION_BUS_ADDRESS', 'TMPDIR', 'USER', 'LOGNAME'],
  darwin: ['LANG', 'LC_*', 'TMPDIR', 'USER', 'LOGNAME'],
  win32: [
    ...[
      'APPDATA',
      'COMSPEC',
      'HOMEDRIVE',
      'HOMEPATH',
      'LOCALAPPDATA',
      'PATHEXT',
      'ProgramData',
      'ProgramFiles',
    ],
    ...['SystemDrive', 'SystemRoot', 'TEMP', 'TMP', 'USERNAME', 'USERPROFILE'],
  ],
};

const isKept = (name: string, platform: Platform): boolean =>
  [...KEPT[platform], ...NODE_VARIABLES].some((kept) =>
    kept.endsWith('*') ? name.startsWith(kept.slice(0, -1)) : name.toUpperCase() === kept.toUpperCase(),
  );

/** The environment of a browser that the desktop started: without what a terminal adds. */
const browserEnvironment = ({
  platform,
  env,
  home,
}: Pick<DoctorWorld, 'platform' | 'env' | 'home'>): Record<string, string> => {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && isKept(name, platform));
  const root = env['SystemRoot'] ?? 'C:\\Windows';
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    ...(platform === 'win32'
      ? { PATH: `${root}\\System32;${root}` }
      : { HOME: home, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }),
  };
};

/** Tells the host not to log this start. Hosts ignore arguments that they do not know. */
const FROM_DOCTOR = '--doctor';

/**
 * The arguments of a browser: Chromium passes the origin of the extension, on Windows also a window; Firefox the manifest
 * and the id of the extension.
 * https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging#native-messaging-host-protocol
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging#app_side
 */
const browserArguments = (family: BrowserFamily, manifest: string, platform: Platform): string[] =>
  family === 'firefox'
    ? [manifest, COMPANION_ID_FIREFOX]
    : [
        `chrome-extension://${COMPANION_ID_CHROMIUM}/`,
        ...(platform === 'win32' ? ['--parent-window=0'] : []),
      ];

/** A manifest's program, as a browser of this family starts it for the companion. */
export const browserProgram = (
  world: Pick<DoctorWorld, 'platform' | 'env' | 'home'>,
  { family, path, manifest }: { family: BrowserFamily; path: string; manifest: string },
): Program => ({
  // Relative paths are allowed on Windows only: from the manifest.
  path: pathOf(world.platform).resolve(pathOf(world.platform).dirname(manifest), path),
  args: [...browserArguments(family, manifest, world.platform), FROM_DOCTOR],
  env: browserEnvironment(world),
});
