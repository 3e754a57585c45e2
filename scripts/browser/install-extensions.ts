import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';

const WELCOME = 'pages/welcome/welcome.html';

/** Delay before the next look at the tabs, in milliseconds. */
const PAUSE = 50;

/** Whether the page is loaded. WebDriver does not report the address of an extension's page, so it is read in the page. */
const isWelcome = (page: Page): Promise<boolean> =>
  page
    .evaluate((path) => location.href.endsWith(path) && document.readyState === 'complete', WELCOME)
    .catch(() => false);

/** Waits for the page that the companion opens after its installation. */
export const welcomePage = async (browser: Browser): Promise<Page> => {
  for (;;) {
    for (const page of await browser.pages()) if (await isWelcome(page)) return page;
    await pause(PAUSE);
  }
};

/**
 * Installs extensions from their folders. Closes the page that the companion opens, unless `keepWelcome`: most tests begin
 * with the pages that they open themselves.
 */
export const installExtensions = async (
  browser: Browser,
  folders: readonly string[],
  keepWelcome = false,
): Promise<void> => {
  for (const folder of folders) {
    await browser.installExtension(folder);
    if (!keepWelcome && existsSync(join(folder, WELCOME))) await (await welcomePage(browser)).close();
  }
};
