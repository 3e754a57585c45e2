import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer';
import { findBrowser } from './find-browser.ts';
import { installExtensions } from './install-extensions.ts';

const dist = (extension: string) =>
  fileURLToPath(new URL(`../../extension/${extension}/dist/chromium`, import.meta.url));

export const COMPANION = dist('companion');
export const EXAMPLE = dist('example');

interface Options {
  /** The profile directory; the host's manifest is in its `NativeMessagingHosts`. */
  readonly userDataDir: string;
  /** Folders of unpacked extensions. @default the companion and the example */
  readonly extensions?: readonly string[];
  /** @default true */
  readonly headless?: boolean;
  /** The X display for its windows, which then have their real sizes. Turns headless mode off. */
  readonly display?: string;
  /** The language of its own texts, if it is installed. @default English, whatever the language of the system */
  readonly language?: string;
  /** Leaves the page open that the companion opens after its installation. @default false */
  readonly keepWelcome?: boolean;
}

/** Starts Chromium with a separate profile and without background networking. Its extensions are loaded by then. */
export const launchChromium = async ({
  userDataDir,
  extensions = [COMPANION, EXAMPLE],
  display,
  headless = display === undefined,
  language = 'en-US',
  keepWelcome,
}: Options): Promise<Browser> => {
  const browser = await launch({
    executablePath: findBrowser('Chromium'),
    headless,
    pipe: true,
    env: {
      ...process.env,
      ...(display !== undefined && { DISPLAY: display }),
      LANGUAGE: language.replace('-', '_'),
    },
    ...(display !== undefined && { defaultViewport: null }),
    userDataDir,
    enableExtensions: true,
    args: [
      // Chromium's sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // Linux takes the language from the environment instead.
      `--lang=${language}`,
    ],
  });
  await installExtensions(browser, extensions, keepWelcome);
  return browser;
};
