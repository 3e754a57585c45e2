import type { FoundBrowser } from './find-browsers.ts';

const SANDBOX: Record<string, string> = {
  'flatpak chromium':
    'A Flatpak browser sees neither this host nor Node unless its sandbox is opened for them; not known to work. The ordinary package of the browser does.',
  'flatpak firefox':
    'A Flatpak Firefox starts hosts only from version 157, with the xdg-native-messaging-proxy service and the permission to talk to it; otherwise use the ordinary package.',
  'snap chromium':
    'The Snap package of Chromium has no native messaging. Use a .deb, .rpm or distribution package.',
  'snap firefox': 'A Snap Firefox asks once whether the extension may start the host: allow it.',
};

/** What the user should know about the places of some browsers: a sandbox in the way, or an unsure place. */
export const browserNotes = (browsers: readonly FoundBrowser[]): string[] => [
  ...new Set(
    browsers.flatMap(({ family, places: { sandbox, verified, note } }) => [
      ...(sandbox ? [SANDBOX[`${sandbox} ${family}`] ?? ''] : []),
      ...(verified === false ? [`Not verified for this browser. ${note ?? ''}`.trim()] : []),
    ]),
  ),
];
