import type { Browser, Page, Target } from 'puppeteer';
import { expect } from 'vitest';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { FIREFOX_PAGES, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { answerApproval, clickAllow, openChat, openOptions } from '../../scripts/test-env/pages.ts';
import { ask } from '../e2e/browser-env.ts';

/** Pairs by a click, while the window for that is open. */
const pair = async (options: Page): Promise<void> => {
  await clickAllow(options, '#claim');
  await options.waitForSelector('#pair', { hidden: true });
};

/** Asks a question in the example, and checks that the stand-in's answer arrives. */
const chatIn = async (chat: Page): Promise<void> => {
  await chat.waitForSelector('#models:enabled');
  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
  const answer = await chat.$eval('[data-testid=answer]', (each) => each.textContent ?? '');
  expect(answer).toMatch(/^Hello! 👋.*🎉$/s);
};

const inChromium = async (browser: Browser): Promise<void> => {
  await pair(await openOptions(browser));
  const chat = await openChat(browser);
  await answerApproval(browser, 'allow');
  await chatIn(chat);
};

const inFirefox = async (browser: Browser): Promise<void> => {
  const open = (url: string, selector: string) => openExtensionPage(browser, url, selector);
  await pair(await open(`${FIREFOX_PAGES.companion}/pages/options/options.html`, '#hops [data-hop]'));
  const approval = Promise.withResolvers<Page>();
  const look = async (target: Target) => {
    const page = await target.page();
    await page?.waitForSelector('#allow', { timeout: 0 });
    if (page) approval.resolve(page);
  };
  // Pages without the button reject when the browser ends.
  browser.on('targetcreated', (target) => void look(target).catch(() => {}));
  const chat = await open(`${FIREFOX_PAGES.example}/chat.html`, '#prompt');
  await clickAllow(await approval.promise);
  await chatIn(chat);
};

/**
 * Starts a real browser, pairs it by a click, allows the example, and chats.
 * @param folder the profile of Chromium, or the home directory of Firefox
 */
export const chatInBrowser = async (name: 'Chromium' | 'Firefox', folder: string): Promise<void> => {
  const browser =
    name === 'Chromium'
      ? await launchChromium({ userDataDir: folder })
      : await launchFirefox({ home: folder });
  try {
    await (name === 'Chromium' ? inChromium(browser) : inFirefox(browser));
  } finally {
    await browser.close();
  }
};
