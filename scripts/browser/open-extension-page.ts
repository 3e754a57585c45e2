import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type Page, TimeoutError } from 'puppeteer';

/** Parts of Firefox 153's errors for a document that it has just replaced, also by one of another process. */
const GIVEN_UP = [
  '#buildReturnValue',
  'Not allowed to define cross-origin object',
  'Message handler threw uncatchable exception',
];

/** Delay before the next attempt, in milliseconds. */
const PAUSE = 50;

const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && (GIVEN_UP.some((part) => error.message.includes(part)) || isGivenUp(error.cause));

/** Milliseconds of one attempt to find the element. */
const ATTEMPT_MS = 3_000;

/** Whether the page shows the element soon. The blank page before it may match the selector too. */
const shows = async (page: Page, selector: string): Promise<boolean> => {
  try {
    await page.waitForSelector(selector, { timeout: ATTEMPT_MS });
    return (await page.evaluate(() => location.href)) !== 'about:blank';
  } catch (error) {
    if (error instanceof TimeoutError || isGivenUp(error)) return false;
    throw error;
  }
};

/**
 * Firefox switches to another process for a page of an extension, and WebDriver reports neither the switch nor that the
 * page was loaded. A command that waits inside the old window may never end, so each attempt is short.
 */
const loadInFirefox = async (page: Page, url: string, selector: string): Promise<void> => {
  page.goto(url).catch(() => {});
  const end = performance.now() + page.getDefaultTimeout();
  while (!(await shows(page, selector))) {
    if (performance.now() > end) throw new Error(`The page did not show ${selector}: ${url}`);
    await pause(PAUSE);
  }
};

/**
 * Loads a page of an extension and waits for an element of it, at most for the page's default timeout.
 *
 * @param selector As puppeteer understands it.
 */
export const loadExtensionPage = async (page: Page, url: string, selector: string): Promise<Page> => {
  if (url.startsWith('moz-extension:')) await loadInFirefox(page, url, selector);
  else {
    await page.goto(url);
    await page.waitForSelector(selector);
  }
  return page;
};

/** Like `loadExtensionPage`, in a new tab. */
export const openExtensionPage = async (browser: Browser, url: string, selector: string): Promise<Page> =>
  loadExtensionPage(await browser.newPage(), url, selector);
