import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer';
import { COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { findBrowser } from './find-browser.ts';

const dist = (extension: string) =>
  fileURLToPath(new URL(`../../extension/${extension}/dist/firefox`, import.meta.url));

/** Firefox gives each extension a random host for its pages; here they are fixed, so that tests find them. */
export const FIREFOX_PAGES = {
  companion: 'moz-extension://11111111-1111-4111-8111-111111111111',
  example: 'moz-extension://22222222-2222-4222-8222-222222222222',
};

const uuids = {
  [COMPANION_ID_FIREFOX]: new URL(FIREFOX_PAGES.companion).host,
  'chat@ollama-turnkey': new URL(FIREFOX_PAGES.example).host,
};

/** Firefox with the companion and the example, and a home directory of its own. */
export const launchFirefox = async ({ home }: { readonly home: string }): Promise<Browser> => {
  const browser = await launch({
    browser: 'firefox',
    executablePath: findBrowser('Firefox'),
    headless: true,
    env: { ...process.env, HOME: home },
    // Without it, WebDriver may not open the pages of an extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify(uuids) },
  });
  for (const extension of ['companion', 'example']) await browser.installExtension(dist(extension));
  return browser;
};
