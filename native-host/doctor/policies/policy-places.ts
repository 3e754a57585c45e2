import type { Platform } from '../../platform/path-of.ts';

/** Where a browser reads its policies. */
interface PolicyPlace {
  /** Linux: folders of JSON files, and single files, as Firefox has them. */
  readonly linux: readonly string[];
  /** macOS: the domain of the managed preferences, and single files. */
  readonly darwin: readonly string[];
  /** Windows: the key below `Software\Policies` of both hives. */
  readonly win32: readonly string[];
}

const place = (
  linux: readonly string[],
  darwin: readonly string[],
  win32: readonly string[],
): PolicyPlace => ({
  linux,
  darwin,
  win32,
});

const CHROME = place(['/etc/opt/chrome/policies/managed'], ['com.google.Chrome'], ['Google\\Chrome']);
const CHROMIUM = place(['/etc/chromium/policies/managed'], ['org.chromium.Chromium'], ['Chromium']);
const EDGE = place(['/etc/opt/edge/policies/managed'], ['com.microsoft.Edge'], ['Microsoft\\Edge']);
const BRAVE = place(['/etc/brave/policies/managed'], ['com.brave.Browser'], ['BraveSoftware\\Brave']);
const FIREFOX = place(
  [
    '/etc/firefox/policies/policies.json',
    '/usr/lib/firefox/distribution/policies.json',
    '/usr/lib/firefox-esr/distribution/policies.json',
    '/usr/lib64/firefox/distribution/policies.json',
    '/opt/firefox/distribution/policies.json',
  ],
  ['org.mozilla.firefox', '/Applications/Firefox.app/Contents/Resources/distribution/policies.json'],
  ['Mozilla\\Firefox'],
);

/**
 * The policies of the browsers of the table, by the first words of their ids.
 * https://www.chromium.org/administrators/linux-quick-start/
 * https://learn.microsoft.com/deployedge/microsoft-edge-policies
 * https://support.brave.com/hc/articles/360039248271-Group-Policy
 * https://mozilla.github.io/policy-templates/
 */
const PLACES: readonly (readonly [RegExp, PolicyPlace])[] = [
  [/^chrome(-|$)/, CHROME],
  [/^chromium$/, CHROMIUM],
  // A Chromium that is known by its folder alone.
  [
    /^user-data-dir$/,
    place([...CHROMIUM.linux, ...CHROME.linux], [...CHROMIUM.darwin, ...CHROME.darwin], []),
  ],
  [/^edge(-|$)/, EDGE],
  [/^brave(-|$)/, BRAVE],
  [/^firefox$/, FIREFOX],
];

/** Where the browser with this id reads its policies on this system. Empty if that is not known. */
export const policyPlaces = (browser: string, platform: Platform): readonly string[] =>
  PLACES.find(([ids]) => ids.test(browser))?.[1][platform] ?? [];
