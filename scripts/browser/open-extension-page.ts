import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';

/** Parts of Firefox 153's errors for a document that it has just replaced, also by one of another process. */
const GIVEN_UP = ['#buildReturnValue', 'Not allowed to define cross-origin object'];

/** Delay before the next attempt after such an error, in milliseconds. */
const PAUSE = 50;

const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && (GIVEN_UP.some((part) => error.message.includes(part)) || isGivenUp(error.cause));

/**
 * Loads a page of an extension and waits for an element of it. Firefox switches to another process for that, and
 * WebDriver reports neither the switch nor that the page was loaded, so commands to the old window are repeated.
 */
export const loadExtensionPage = async (page: Page, url: string, selector: string): Promise<Page> => {
  page.goto(url).catch(() => {});
  for (;;) {
    try {
      await page.waitForSelector(selector);
      // The blank page before it may match the selector too.
      if ((await page.evaluate(() => location.href)) !== 'about:blank') return page;
    } catch (error) {
      if (!isGivenUp(error)) throw error;
    }
    await pause(PAUSE);
  }
};

/** Like `loadExtensionPage`, in a new tab. */
export const openExtensionPage = async (browser: Browser, url: string, selector: string): Promise<Page> =>
  loadExtensionPage(await browser.newPage(), url, selector);
