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

/** Brings a page to the front and waits until a button that gives a permission can be clicked. */
const readyToClick = async (page: Page, button: string): Promise<void> => {
  await page.bringToFront();
  await page.waitForSelector(`${button}:enabled`);
};

/** Clicks Allow in an approval window, or another button that gives a permission. */
export const clickAllow = async (page: Page, button = '#allow'): Promise<void> => {
  await readyToClick(page, button);
  await page.click(button);
};

/** Waits for the approval window and gives its page once Allow can be clicked. */
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

/** Lets an extension ask again whose windows ended without an answer, in the settings. */
export const letAskAgain = async (page: Page): Promise<void> => {
  await page.bringToFront();
  // Save is enabled from when a click in the page counts.
  await page.click('#unanswered button');
  await page.waitForSelector('dialog[open] #change-save:enabled');
  await page.click('#change-cancel');
  await page.waitForSelector('#allowed-title:focus');
  await page.click('#unanswered button:last-of-type');
  await page.waitForSelector('#unanswered button', { hidden: true });
};
