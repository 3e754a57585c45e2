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

/** Pastes a key into the companion's settings as a person does, and waits for the answer. */
export const pasteKey = async (page: Page, key: string): Promise<string> => {
  await page.waitForSelector('#pair:not([hidden])');
  await page.type('#key', key);
  await page.click('#pair button');
  await page.waitForSelector('#key-answer > *');
  return page.$eval('#key-answer', (answer) => answer.textContent ?? '');
};

/** Waits for the approval window and gives its page once Allow can be clicked. */
export const approvalPage = async (browser: Browser): Promise<Page> => {
  const target = await browser.waitForTarget((each) => each.url().includes('/approve.html'));
  const page = (await target.page()) ?? (await target.asPage());
  await page.waitForSelector('#allow:enabled');
  return page;
};

/** Clicks Allow or Deny. The window closes itself. */
export const answerApproval = async (browser: Browser, answer: 'allow' | 'deny'): Promise<void> => {
  const page = await approvalPage(browser);
  const closed = new Promise((resolve) => page.once('close', resolve));
  await page.click(`#${answer}`);
  await closed;
};
