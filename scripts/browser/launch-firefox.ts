import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer';
import { COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { findBrowser } from './find-browser.ts';
import { installExtensions } from './install-extensions.ts';

const dist = (extension: string) =>
  fileURLToPath(new URL(`../../extension/${extension}/dist/firefox`, import.meta.url));

/** The origins of the extensions' pages. Firefox chooses random ones; tests need fixed ones. */
export const FIREFOX_PAGES = {
  companion: 'moz-extension://11111111-1111-4111-8111-111111111111',
  example: 'moz-extension://22222222-2222-4222-8222-222222222222',
};

/** A further extension to install. */
export interface FirefoxExtension {
  /** Folder of its build. */
  readonly folder: string;
  readonly id: string;
  /** The origin of its pages: `moz-extension://` and a UUID. */
  readonly pages: string;
}

interface Options {
  readonly home: string;
  readonly more?: readonly FirefoxExtension[];
  /** @default the companion and the example */
  readonly extensions?: readonly ('companion' | 'example')[];
  /** Further preferences. */
  readonly prefs?: Readonly<Record<string, unknown>>;
  /** Leaves the page open that the companion opens after its installation. @default false */
  readonly keepWelcome?: boolean;
}

/** Starts Firefox with the companion and the example, and a separate home directory. */
export const launchFirefox = async ({
  home,
  more = [],
  extensions = ['companion', 'example'],
  prefs = {},
  keepWelcome,
}: Options): Promise<Browser> => {
  const uuids = {
    [COMPANION_ID_FIREFOX]: new URL(FIREFOX_PAGES.companion).host,
    'chat@ollama-turnkey': new URL(FIREFOX_PAGES.example).host,
    ...Object.fromEntries(more.map(({ id, pages }) => [id, new URL(pages).host])),
  };
  const browser = await launch({
    browser: 'firefox',
    executablePath: findBrowser('Firefox'),
    headless: true,
    env: { ...process.env, HOME: home },
    // WebDriver needs it to open the pages of an extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify(uuids),
      // Whatever the language of the system.
      'intl.locale.requested': 'en-US',
      ...prefs,
    },
  });
  const folders = [...extensions.map(dist), ...more.map(({ folder }) => folder)];
  await installExtensions(browser, folders, keepWelcome);
  return browser;
};
