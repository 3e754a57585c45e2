import { existsSync } from 'node:fs';
import { installPackage } from './install-package.ts';

/** A browser that the demo and the tests use. */
interface Known {
  /** Environment variable with the path of its program; takes precedence over `places`. */
  readonly variable: string;
  readonly package: string;
  readonly places: Partial<Record<NodeJS.Platform, readonly string[]>>;
}

const KNOWN = {
  Chromium: {
    variable: 'CHROMIUM',
    package: 'chromium',
    places: {
      linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
      darwin: [
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ],
      win32: [
        'C:\\Program Files\\Chromium\\Application\\chrome.exe',
        'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      ],
    },
  },
  Firefox: {
    variable: 'FIREFOX',
    package: 'firefox-esr',
    places: {
      linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    },
  },
} as const satisfies Record<string, Known>;

const installed = ({ variable, places }: Known): string | undefined =>
  [process.env[variable], ...(places[process.platform] ?? [])].find(
    (path): path is string => path !== undefined && existsSync(path),
  );

/** The path of a browser's program. Installs the browser if it is missing. Throws with what to do if that fails. */
export const findBrowser = (name: keyof typeof KNOWN): string => {
  const browser: Known = KNOWN[name];
  const path = installed(browser) ?? (installPackage(browser.package) ? installed(browser) : undefined);
  if (path) return path;
  throw new Error(
    `${name} is not installed. Install it, or set ${browser.variable} to the path of its program.`,
  );
};
