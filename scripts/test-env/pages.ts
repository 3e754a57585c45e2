import type { Browser, Page } from 'puppeteer';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';

export const EXAMPLE_ID = 'obamonmbapecnboknmmnkjncclciglff';

const open = async (browser: Browser, url: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
};

export const openChat = (browser: Browser): Promise<Page> =>
  open(browser, `chrome-extension://${EXAMPLE_ID}/chat.html`);

export const openOptions = (browser: Browser): Promise<Page> =>
  open(browser, `chrome-extension://${COMPANION_ID_CHROMIUM}/pages/options/options.html`);

/** Types a key into the companion's settings, clicks Pair, and waits for the answer. */
export const pasteKey = async (page: Page, key: string): Promise<string> => {
  await page.waitForSelector('#pair:not([hidden])');
  await page.type('#key', key);
  await page.click('#pair [type=submit]');
  await page.waitForSelector('#key-answer > *');
  return page.$eval('#key-answer', (answer) => answer.textContent ?? '');
};

/** Brings a page to the front and waits until a guarded button is enabled. */
const readyToClick = async (page: Page, button: string): Promise<void> => {
  await page.bringToFront();
  await page.waitForSelector(`${button}:enabled`);
};

/** Clicks Allow in an approval window, or another guarded button. */
export const clickAllow = async (page: Page, button = '#allow'): Promise<void> => {
  await readyToClick(page, button);
  await page.click(button);
};

/** Waits for the approval window and returns its page once Allow is enabled. */
export const approvalPage = async (browser: Browser): Promise<Page> => {
  const target = await browser.waitForTarget((each) => each.url().includes('/approve.html'));
  const page = (await target.page()) ?? (await target.asPage());
  await readyToClick(page, '#allow');
  return page;
};

/** Clicks Allow or Deny. The window closes itself. */
export const answerApproval = async (browser: Browser, answer: 'allow' | 'deny'): Promise<void> => {
  const page = await approvalPage(browser);
  const closed = new Promise((resolve) => page.once('close', resolve));
  await page.click(`#${answer}`);
  await closed;
};

/** Clicks a guarded button of a list in the settings, once the page accepts clicks. */
export const clickGuarded = async (page: Page, button: string): Promise<void> => {
  await page.bringToFront();
  await page.waitForSelector('#guard[data-ready]');
  await page.click(button);
};

/** Clicks *Let it ask again* in the settings for the first extension that got no answer. */
export const letAskAgain = async (page: Page): Promise<void> => {
  await clickGuarded(page, '#unanswered button:last-of-type');
  await page.waitForSelector('#unanswered button', { hidden: true });
};
