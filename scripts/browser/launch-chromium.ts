import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer';
import { findBrowser } from './find-browser.ts';

const dist = (extension: string) =>
  fileURLToPath(new URL(`../../extension/${extension}/dist/chromium`, import.meta.url));

export const COMPANION = dist('companion');
export const EXAMPLE = dist('example');

interface Options {
  /** The profile; the host's manifest is in its `NativeMessagingHosts`. */
  readonly userDataDir: string;
  /** Folders of unpacked extensions. @default the companion and the example */
  readonly extensions?: readonly string[];
  /** @default true */
  readonly headless?: boolean;
  /** The X display to open its windows on, with their own sizes. Not headless then. */
  readonly display?: string;
}

/** Chromium with a profile of its own, and nothing that calls out. Its extensions are loaded when it is given. */
export const launchChromium = async ({
  userDataDir,
  extensions = [COMPANION, EXAMPLE],
  display,
  headless = display === undefined,
}: Options): Promise<Browser> => {
  const browser = await launch({
    executablePath: findBrowser('Chromium'),
    headless,
    pipe: true,
    ...(display !== undefined && {
      env: { ...process.env, DISPLAY: display },
      defaultViewport: null,
    }),
    userDataDir,
    enableExtensions: true,
    args: [
      // A container's root user has no sandbox to give.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  for (const extension of extensions) await browser.installExtension(extension);
  return browser;
};
