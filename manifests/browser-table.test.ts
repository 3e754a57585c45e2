import { describe, expect, test } from 'vitest';
import { BROWSERS, type BrowserPlaces } from './browser-table.ts';

const OS = ['linux', 'darwin', 'win32'] as const;

const places = BROWSERS.flatMap((browser) =>
  OS.flatMap((os) => {
    const row = browser[os];
    return row ? [{ os, browser, row }] : [];
  }),
);

describe('every row', () => {
  test('has a unique id, a name and a family', () => {
    expect(new Set(BROWSERS.map(({ id }) => id)).size).toBe(BROWSERS.length);
    for (const { id, name, family } of BROWSERS) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(name).toMatch(/\S/);
      expect(family).toMatch(/^(chromium|firefox)$/);
    }
  });

  test('has only known fields', () => {
    const fields: Record<keyof BrowserPlaces, true> = {
      profile: true,
      hosts: true,
      registry: true,
      system: true,
      sandbox: true,
      verified: true,
      note: true,
    };
    for (const browser of BROWSERS)
      expect(Object.keys(browser).filter((key) => !['id', 'name', 'family', ...OS].includes(key))).toEqual(
        [],
      );
    for (const { row } of places) expect(Object.keys(row).filter((key) => !(key in fields))).toEqual([]);
  });

  test('has paths for the profile and the manifest that start with roots of its operating system', () => {
    const roots = {
      linux: /^\{(home|config)\}\/\S+$/,
      darwin: /^\{support\}\/.+$/,
      win32: /^\{(local|roaming)\}\\.+$/,
    };
    for (const { os, row } of places) {
      expect(row.profile.length).toBeGreaterThan(0);
      for (const path of [...row.profile, ...(row.hosts ?? [])]) expect(path).toMatch(roots[os]);
      expect(os === 'win32' ? row.registry : row.hosts).toBeDefined();
      for (const vendor of row.registry ?? []) expect(vendor).toMatch(/^[^\\/{}]+(\\[^\\/{}]+)?$/);
      for (const { directory } of row.system ?? []) expect(directory).toMatch(/^\/(etc|usr|Library)\//);
    }
  });

  test('R2: has the directory name of its family', () => {
    for (const { os, browser, row } of places)
      for (const path of row.hosts ?? [])
        expect(path.split('/').at(-1)).toBe(
          os === 'linux' && browser.family === 'firefox' ? 'native-messaging-hosts' : 'NativeMessagingHosts',
        );
  });

  test('has a note if a fact is not verified', () => {
    for (const { row } of places) if (row.verified === false) expect(row.note).toMatch(/\S/);
  });
});

/** Written by hand from the vendors' documentation, so that an error in the table shows. */
const GOLDEN: Record<(typeof OS)[number], Record<string, string[]>> = {
  linux: {
    chrome: ['{config}/google-chrome/NativeMessagingHosts'],
    'chrome-beta': ['{config}/google-chrome-beta/NativeMessagingHosts'],
    'chrome-dev': ['{config}/google-chrome-unstable/NativeMessagingHosts'],
    'chrome-for-testing': ['{config}/google-chrome-for-testing/NativeMessagingHosts'],
    chromium: ['{config}/chromium/NativeMessagingHosts'],
    edge: ['{config}/microsoft-edge/NativeMessagingHosts'],
    'edge-beta': ['{config}/microsoft-edge-beta/NativeMessagingHosts'],
    'edge-dev': ['{config}/microsoft-edge-dev/NativeMessagingHosts'],
    brave: ['{config}/BraveSoftware/Brave-Browser/NativeMessagingHosts'],
    'brave-beta': ['{config}/BraveSoftware/Brave-Browser-Beta/NativeMessagingHosts'],
    'brave-nightly': ['{config}/BraveSoftware/Brave-Browser-Nightly/NativeMessagingHosts'],
    vivaldi: ['{config}/vivaldi/NativeMessagingHosts'],
    'vivaldi-snapshot': ['{config}/vivaldi-snapshot/NativeMessagingHosts'],
    opera: ['{config}/opera/NativeMessagingHosts', '{config}/google-chrome/NativeMessagingHosts'],
    yandex: ['{config}/yandex-browser/NativeMessagingHosts'],
    helium: ['{config}/net.imput.helium/NativeMessagingHosts'],
    comet: ['{config}/comet/NativeMessagingHosts'],
    firefox: ['{home}/.mozilla/native-messaging-hosts'],
    librewolf: ['{home}/.librewolf/native-messaging-hosts'],
    waterfox: ['{home}/.waterfox/native-messaging-hosts'],
    floorp: ['{home}/.floorp/native-messaging-hosts'],
    zen: ['{home}/.mozilla/native-messaging-hosts'],
    'flatpak-firefox': ['{home}/.var/app/org.mozilla.firefox/.mozilla/native-messaging-hosts'],
    'flatpak-chrome': ['{home}/.var/app/com.google.Chrome/config/google-chrome/NativeMessagingHosts'],
    'flatpak-chromium': ['{home}/.var/app/org.chromium.Chromium/config/chromium/NativeMessagingHosts'],
    'flatpak-brave': [
      '{home}/.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/NativeMessagingHosts',
    ],
    'flatpak-edge': ['{home}/.var/app/com.microsoft.Edge/config/microsoft-edge/NativeMessagingHosts'],
    'flatpak-ungoogled-chromium': [
      '{home}/.var/app/com.github.Eloston.UngoogledChromium/config/chromium/NativeMessagingHosts',
    ],
  },
  darwin: {
    chrome: ['{support}/Google/Chrome/NativeMessagingHosts'],
    'chrome-beta': ['{support}/Google/Chrome Beta/NativeMessagingHosts'],
    'chrome-dev': ['{support}/Google/Chrome Dev/NativeMessagingHosts'],
    'chrome-canary': ['{support}/Google/Chrome Canary/NativeMessagingHosts'],
    chromium: ['{support}/Chromium/NativeMessagingHosts'],
    edge: ['{support}/Microsoft Edge/NativeMessagingHosts'],
    'edge-beta': ['{support}/Microsoft Edge Beta/NativeMessagingHosts'],
    'edge-dev': ['{support}/Microsoft Edge Dev/NativeMessagingHosts'],
    'edge-canary': ['{support}/Microsoft Edge Canary/NativeMessagingHosts'],
    brave: ['{support}/BraveSoftware/Brave-Browser/NativeMessagingHosts'],
    vivaldi: ['{support}/Vivaldi/NativeMessagingHosts'],
    opera: ['{support}/Google/Chrome/NativeMessagingHosts', '{support}/Opera/NativeMessagingHosts'],
    arc: ['{support}/Arc/User Data/NativeMessagingHosts'],
    yandex: ['{support}/Yandex/YandexBrowser/NativeMessagingHosts'],
    helium: ['{support}/net.imput.helium/NativeMessagingHosts'],
    comet: ['{support}/Comet/NativeMessagingHosts'],
    firefox: ['{support}/Mozilla/NativeMessagingHosts'],
    librewolf: ['{support}/LibreWolf/NativeMessagingHosts'],
    waterfox: ['{support}/Waterfox/NativeMessagingHosts'],
    zen: ['{support}/Mozilla/NativeMessagingHosts', '{support}/Zen/NativeMessagingHosts'],
  },
  win32: {
    chrome: ['Google\\Chrome'],
    'chrome-for-testing': ['Google\\Chrome'],
    chromium: ['Chromium', 'Google\\Chrome'],
    edge: ['Microsoft\\Edge'],
    brave: ['Google\\Chrome', 'BraveSoftware\\Brave-Browser'],
    vivaldi: ['Google\\Chrome', 'Vivaldi'],
    opera: ['Google\\Chrome'],
    arc: ['Google\\Chrome'],
    yandex: ['Yandex\\YandexBrowser', 'YandexBrowser'],
    firefox: ['Mozilla'],
    librewolf: ['Mozilla'],
    waterfox: ['Mozilla'],
    floorp: ['Mozilla'],
    zen: ['Mozilla'],
  },
};

/** The same for all users. */
const GOLDEN_SYSTEM: Record<string, Record<string, string[]>> = {
  linux: {
    chrome: ['/etc/opt/chrome/native-messaging-hosts'],
    'chrome-for-testing': ['/etc/opt/chrome_for_testing/native-messaging-hosts'],
    chromium: ['/etc/chromium/native-messaging-hosts'],
    edge: ['/etc/opt/edge/native-messaging-hosts'],
    vivaldi: ['/etc/opt/vivaldi/native-messaging-hosts'],
    firefox: ['/usr/lib/mozilla/native-messaging-hosts', '/usr/lib64/mozilla/native-messaging-hosts'],
  },
  darwin: {
    chrome: ['/Library/Google/Chrome/NativeMessagingHosts'],
    'chrome-for-testing': ['/Library/Google/ChromeForTesting/NativeMessagingHosts'],
    chromium: ['/Library/Application Support/Chromium/NativeMessagingHosts'],
    edge: ['/Library/Microsoft/Edge/NativeMessagingHosts'],
    vivaldi: ['/Library/Application Support/Vivaldi/NativeMessagingHosts'],
    firefox: ['/Library/Application Support/Mozilla/NativeMessagingHosts'],
  },
};

const row = (os: (typeof OS)[number], id: string): BrowserPlaces | undefined =>
  BROWSERS.find((browser) => browser.id === id)?.[os];

describe.each(OS)('on %s', (os) => {
  test.each(Object.entries(GOLDEN[os]))('%s has the documented paths', (id, expected) => {
    expect(row(os, id)?.[os === 'win32' ? 'registry' : 'hosts']).toEqual(expected);
  });

  test('the paths for all users are the documented ones', () => {
    const table = places.filter((place) => place.os === os && place.row.system);
    expect(
      Object.fromEntries(
        table.map((place) => [place.browser.id, place.row.system?.map(({ directory }) => directory)]),
      ),
    ).toEqual(GOLDEN_SYSTEM[os] ?? {});
  });
});

test('Firefox has two profile directories and reads manifests from the old one', () => {
  expect(row('linux', 'firefox')?.profile).toEqual(['{home}/.mozilla', '{config}/mozilla']);
});

test('the Snap package of Chromium has no manifest directory', () => {
  expect(row('linux', 'snap-chromium')).toMatchObject({ hosts: [], sandbox: 'snap' });
});
