import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';

/** In what Firefox 153 answers for a window that it has just given up for one of another process. */
const GIVEN_UP = '#buildReturnValue';

/** How long to leave Firefox alone with that, in milliseconds. */
const PAUSE = 50;

const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && (error.message.includes(GIVEN_UP) || isGivenUp(error.cause));

/**
 * Loads a page of an extension and waits for a part of it. Firefox changes the process for that, and WebDriver
 * reports neither the change nor that the page was loaded: what was asked of the window before is asked again.
 */
export const loadExtensionPage = async (page: Page, url: string, selector: string): Promise<Page> => {
  page.goto(url).catch(() => {});
  for (;;) {
    try {
      await page.waitForSelector(selector);
      // The blank page that is there before may have such a part as well.
      if ((await page.evaluate(() => location.href)) !== 'about:blank') return page;
    } catch (error) {
      if (!isGivenUp(error)) throw error;
    }
    await pause(PAUSE);
  }
};

/** The same in a new tab. */
export const openExtensionPage = async (browser: Browser, url: string, selector: string): Promise<Page> =>
  loadExtensionPage(await browser.newPage(), url, selector);
