import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import type { Target } from '../../extension/targets.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { launchFirefox } from '../browser/launch-firefox.ts';

/** A browser without extensions, for the admin page. */
export interface AdminBrowser {
  readonly browser: Browser;
  end(): Promise<void>;
}

export const openAdminBrowser = async (target: Target): Promise<AdminBrowser> => {
  const home = await mkdtemp(join(tmpdir(), 'turnkey-admin-'));
  await mkdir(join(home, '.mozilla'));
  const browser =
    target === 'chromium'
      ? await launchChromium({ userDataDir: join(home, 'profile'), extensions: [] })
      : await launchFirefox({ home, extensions: [], prefs: { 'ui.prefersReducedMotion': 1 } });
  return {
    browser,
    async end() {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Signs in with a key. */
export const signIn = async (page: Page, key: string): Promise<void> => {
  await (await page.waitForSelector('input[name="key"]'))?.type(key);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#sign-out');
};

/** Opens a tab of the page, and waits until its heading is shown. */
export const openTab = async (page: Page, hash: string, title: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.waitForFunction(
    (text) => document.querySelector('#view h2')?.textContent?.includes(text) ?? false,
    {},
    title,
  );
};
