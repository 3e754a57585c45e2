import type { Browser, Page, Target } from 'puppeteer';
import { expect, test } from 'vitest';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import type { StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { clickAllow } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';

interface Setting {
  readonly browser: Browser;
  readonly ollama: StandIn;
  /** Opens a page of the companion in a tab, and waits for an element. */
  open(path: string, selector: string): Promise<Page>;
  pair(): Promise<void>;
  /** Opens the chat of the example, which asks for access. */
  openChat(): Promise<Page>;
}

const POPUP = 'pages/popup/popup.html';

/** The approval window that an action opens. */
const approvalAfter = async (browser: Browser, cause: () => Promise<unknown>): Promise<Page> => {
  const { promise, resolve } = Promise.withResolvers<Page>();
  const look = async (target: Target) => {
    const page = (await target.page()) ?? (target.url().includes('approve') ? await target.asPage() : null);
    await page?.waitForSelector('#answer:not([hidden])', { timeout: 0 });
    if (page) resolve(page);
  };
  const onTarget = (target: Target) => void look(target).catch(() => {});
  browser.on('targetcreated', onTarget);
  await cause();
  return promise.finally(() => browser.off('targetcreated', onTarget));
};

/** Waits until the badge and the tooltip of the icon are these. */
const waitForIcon = (popup: Page, badge: string, title: string) =>
  popup.waitForFunction(
    async (text, tooltip) => {
      const { action } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
      return (await action.getBadgeText({})) === text && (await action.getTitle({})).includes(tooltip);
    },
    { polling: 50 },
    badge,
    title,
  );

const stateIs = (popup: Page, text: string) =>
  popup.waitForFunction(
    (expected) => document.querySelector('#state')?.textContent?.includes(expected),
    { polling: 50 },
    text,
  );

/** Tabs through the page once. Returns the texts of the focused buttons, and of those that have no visible focus. */
const walk = async (page: Page) => {
  const stops: string[] = [];
  const invisible: string[] = [];
  await page.bringToFront();
  await page.focus('#title');
  const count = await page.$$eval('button:enabled', (all) => all.length);
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('Tab');
    const { text, outline } = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      return { text: active.innerText.trim(), outline: getComputedStyle(active).outlineStyle };
    });
    stops.push(text);
    if (outline === 'none') invisible.push(text);
  }
  return { stops, invisible };
};

/** The findings of axe, without motion: a colour in transition has an arbitrary contrast. */
const findings = async (page: Page) => {
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('* { transition: none !important; animation: none !important; }');
    document.adoptedStyleSheets = [still];
  });
  return axeFindings(page);
};

/** The popup in a tab, from before pairing to a browser without Ollama. One scenario in order, in both browsers. */
export const testPopup = (setting: () => Setting): void => {
  let popup: Page;
  let chat: Page;
  let approval: Page;

  test('before pairing, the popup offers to set it up, and the icon is marked', async () => {
    popup = await setting().open(POPUP, '[data-condition=unpaired]');
    await waitForIcon(popup, '!', 'isn’t paired');
    expect(await findings(popup)).toEqual([]);
    expect(await walk(popup)).toEqual({
      stops: ['Set up', 'Settings', 'Models', 'Activity'],
      invisible: [],
    });
  });

  test('after pairing, the popup that is open shows today, and the mark is gone', async () => {
    await setting().pair();
    await popup.waitForSelector('#today');
    await stateIs(popup, 'Ready');
    await waitForIcon(popup, '', 'Ollama Turnkey');
    expect(await popup.$eval('#today', (today) => today.textContent)).toContain(
      'No extension has used Ollama',
    );
    expect(await walk(popup)).toEqual({
      stops: ['Pause all', 'Settings', 'Models', 'Activity'],
      invisible: [],
    });
  });

  test('an extension that waits is counted on the icon, and Review shows its window', async () => {
    const { browser, openChat } = setting();
    approval = await approvalAfter(browser, async () => {
      chat = await openChat();
    });
    await waitForIcon(popup, '1', 'waiting for your answer (1)');
    await popup.bringToFront();
    const review = await popup.waitForSelector('#waiting button');
    await stateIs(popup, '1 waiting for you');
    expect(await findings(popup)).toEqual([]);
    const before = (await browser.pages()).length;
    await review?.click();
    expect((await browser.pages()).length).toBe(before);
  });

  test('people A2: a window that the user closed opens again with Ask again, and its answer counts', async () => {
    const { browser } = setting();
    await approval.close();
    await popup.bringToFront();
    const again = await popup.waitForSelector('.dismissed button');
    await waitForIcon(popup, '', 'Ollama Turnkey');
    expect(await findings(popup)).toEqual([]);
    const window = await approvalAfter(browser, async () => again?.click());
    await waitForIcon(popup, '1', 'waiting for your answer (1)');
    await clickAllow(window);
    await waitForIcon(popup, '', 'Ollama Turnkey');
    await popup.bringToFront();
    await popup.waitForSelector('#waiting', { hidden: true });
    await chat.bringToFront();
    const address = await chat.evaluate(() => location.href);
    await loadExtensionPage(chat, address, '#models:enabled');
  });

  test('Stop ends a running answer at once, in the extension and in Ollama', async () => {
    const { ollama } = setting();
    const gate = ollama.holdNext({ afterTokens: 3 });
    await chat.bringToFront();
    await chat.type('#prompt', 'Why is the sky blue?');
    await chat.click('#send');
    await gate.reached;
    await popup.bringToFront();
    const stop = await popup.waitForSelector('#running button');
    await waitForIcon(popup, '', 'running requests (1)');
    expect(await popup.$eval('#running', (running) => running.textContent)).toContain('smollm2');
    expect(await findings(popup)).toEqual([]);
    await stop?.focus();
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('#running', { hidden: true });
    // The focused button is gone.
    expect(await popup.evaluate(() => document.activeElement?.id)).toBe('title');
    const code = await chat.waitForSelector('#trouble [data-testid=error-code]');
    expect(await code?.evaluate((each) => each.textContent)).toBe('stopped_by_user');
    await ollama.waitForIdle();
    await popup.waitForFunction(() => /\d request/.test(document.querySelector('#today')?.textContent ?? ''));
    await waitForIcon(popup, '', 'Ollama Turnkey');
  });

  test('Pause all refuses requests until Resume, and both keep the focus', async () => {
    await popup.bringToFront();
    await popup.focus('#pause');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('[data-condition=paused]');
    await waitForIcon(popup, '', 'all extensions are paused');
    expect(await findings(popup)).toEqual([]);
    await chat.bringToFront();
    await chat.type('#prompt', 'And now?');
    await chat.click('#send');
    await chat.waitForFunction(
      () => document.querySelector('#trouble [data-testid=error-code]')?.textContent === 'paused',
    );
    await popup.bringToFront();
    expect(await popup.evaluate(() => document.activeElement?.id)).toBe('pause');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('[data-condition=paused]', { hidden: true });
    expect(await popup.evaluate(() => document.activeElement?.id)).toBe('pause');
    await stateIs(popup, 'Ready');
  });

  test('the settings say that extensions are paused, and resume them', async () => {
    await popup.click('#pause');
    await popup.waitForSelector('[data-condition=paused]');
    const settings = await setting().open('pages/options/options.html', '#resume');
    expect(await findings(settings)).toEqual([]);
    await settings.click('#resume');
    await settings.waitForSelector('#resume', { hidden: true });
    expect(await settings.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await settings.close();
    // Puppeteer looks for elements that are gone in animation frames, which only a visible page has.
    await popup.bringToFront();
    await popup.waitForSelector('[data-condition=paused]', { hidden: true });
  });

  test('without Ollama, the popup says so, and the icon is marked', async () => {
    const { ollama, open } = setting();
    await ollama.stop();
    popup = await open(POPUP, '[data-condition=down]');
    await waitForIcon(popup, '!', 'Ollama isn’t running');
    expect(await findings(popup)).toEqual([]);
  });
};
