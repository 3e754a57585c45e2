import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIREFOX_PAGES } from '../../scripts/browser/launch-firefox.ts';
import { clickAllow } from '../../scripts/test-env/pages.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';

const EXAMPLE_ID = 'chat@ollama-turnkey';
const EXAMPLE = {
  folder: fileURLToPath(new URL('../../extension/example/dist/firefox', import.meta.url)),
  id: EXAMPLE_ID,
  pages: FIREFOX_PAGES.example,
};
const OPTIONS = `${FIREFOX_PAGES.companion}/pages/options/options.html`;

let browserEnv: FirefoxEnv;

beforeAll(async () => {
  browserEnv = await createFirefoxEnv([EXAMPLE], {
    // Firefox then grants optional permissions without a prompt, which WebDriver cannot click.
    'extensions.webextOptionalPermissionPrompts': false,
  });
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

const textOf = (page: Page, selector: string) => page.$eval(selector, (each) => each.textContent ?? '');

test('the window names the extension as its own claim, and once the user allows that, as the browser does', async () => {
  const window = await browserEnv.approval(() =>
    browserEnv.open(`${FIREFOX_PAGES.example}/chat.html`, '#prompt'),
  );
  expect(await textOf(window, '#question')).toBe('“Turnkey Chat” wants to use Ollama');
  expect(await textOf(window, '#who')).toContain('not verified');
  expect(await textOf(window, '#who code')).toBe(EXAMPLE_ID);
  await window.waitForFunction(
    () => document.querySelector<HTMLImageElement>('#who img')?.naturalWidth === 48,
  );

  // Gives the settings a row to name, while the window stays open.
  await browserEnv.testEnv.cli('grants', 'allow', EXAMPLE_ID);
  const options = await browserEnv.open(OPTIONS, '#allowed code');
  expect(await textOf(options, '#allowed .names')).toBe(EXAMPLE_ID);
  await options.waitForSelector('#names');
  await options.click('#names');
  await options.waitForSelector('#allowed .chip-ready');
  expect(await textOf(options, '#allowed strong')).toBe('Turnkey Chat');
  await window.waitForFunction(() => document.getElementById('who')?.textContent?.includes('confirms'));
  await clickAllow(window);
});
