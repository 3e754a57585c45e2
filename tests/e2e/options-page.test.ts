import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { clickGuarded, pasteKey } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { type CompanionPages, openCompanionPages } from './companion-pages.ts';

const TABS = ['Access', 'Models', 'Activity', 'Keys', 'Settings'];
const ONE = 'a'.repeat(32);
const TWO = 'b'.repeat(32);

/** Marks of invisible isolation around a value. */
const ISOLATES = /[\u2066-\u2069]/g;

const textOf = (page: Page, selector: string): Promise<string> =>
  page
    .$eval(selector, (each) => each.textContent ?? '')
    .then((text) => text.replaceAll(ISOLATES, '').replace(/\s+/g, ' ').trim());

const textsOf = (page: Page, selector: string): Promise<readonly string[]> =>
  page.$$eval(selector, (all) => all.map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim()));

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);

const focusIn = (page: Page, selector: string) =>
  page.waitForFunction((each) => document.activeElement?.matches(each), {}, selector);

const openTab = async (page: Page, tab: string): Promise<void> => {
  await page.click(`#tabs [href="#${tab}"]`);
  await page.waitForSelector(`#tab-${tab}:not([hidden]) h2`);
};

/**
 * What covers the focused element: empty if nothing does. Firefox scrolls to an element only if no part of it is in view,
 * so that the part in view counts.
 */
const coveredFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: focused } = document;
    if (!focused || focused === document.body) return '';
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const middle = (from: number, to: number, size: number) => (Math.max(from, 0) + Math.min(to, size)) / 2;
    const found = document.elementFromPoint(
      middle(left, right, innerWidth),
      middle(top, bottom, innerHeight),
    );
    if (found && (focused.contains(found) || found.contains(focused))) return '';
    const name = (each: Element | null) => `${each?.localName}#${each?.id} ${each?.textContent?.trim()}`;
    return `${name(focused)} at ${Math.round(top)}, below ${name(found)}`;
  });

interface ListedGrant {
  readonly id: string;
  readonly name: string;
  readonly caller: string | null;
  readonly kind: string;
  readonly state: string;
  readonly limits: object | null;
}

describe.each(TARGETS)('the settings as tabs, one scenario in order, in %s', (target) => {
  let pages: CompanionPages;
  let page: Page;

  const cli = (...args: string[]) => pages.testEnv.cli(...args);
  const grants = async () => JSON.parse(await cli('grants', 'list', '--all', '--json')) as ListedGrant[];
  const grantOf = async (caller: string) =>
    (await grants()).findLast((grant) => grant.caller === caller && grant.kind === 'approval');
  const acts = async () =>
    (JSON.parse(await cli('audit', '--json')) as { act: string }[]).map(({ act }) => act);

  beforeAll(async () => {
    pages = await openCompanionPages(target, ['llama3.2:latest', 'qwen3:8b']);
    page = await pages.openOptions('en');
  });
  afterAll(() => pages.end());

  test('without a key, the page says so in one line and shows the field', async () => {
    await page.waitForSelector('#pair:not([hidden])');
    expect(await textOf(page, '#summary')).toBe('This browser isn’t paired yet.');
    expect(await page.$('#connection[open]')).toBeNull();
    expect(await textsOf(page, '#tabs a')).toEqual(TABS);
    expect(await page.$('#tab-access:not([hidden])')).toBeNull();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('after pairing, the connection is one line, and the title of the tab has the focus', async () => {
    expect(await pasteKey(page, pages.testEnv.key)).toContain('Paired');
    await focusIn(page, '#allowed-title');
    await page.waitForFunction(() =>
      /^Connected · Ollama [\d.]+ · 2 models$/.test(document.getElementById('summary')?.textContent ?? ''),
    );
    expect(await page.$('#connection[open]')).toBeNull();
    expect(await page.$('#pair:not([hidden])')).toBeNull();
  });

  test('each tab has an address and a title, and Back leads to the last one', async () => {
    for (const [at, name] of TABS.entries()) {
      const tab = name.toLowerCase();
      await openTab(page, tab);
      expect(await hashOf(page)).toBe(`#${tab}`);
      expect(await textsOf(page, '#tabs [aria-current=page]')).toEqual([name]);
      expect(await page.title()).toBe(`${name} – Ollama Turnkey`);
      expect(await page.$$('main > section[id^=tab-]:not([hidden])'), `${at}`).toHaveLength(1);
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.goBack();
    await page.waitForSelector('#tab-keys:not([hidden])');
    await page.evaluate(() => {
      location.hash = '#unknown/place';
    });
    await page.waitForSelector('#tab-access:not([hidden])');
  });

  test('a permission opens and closes by keyboard, and the focus follows', async () => {
    await cli('grants', 'allow', ONE);
    await cli('grants', 'allow', TWO, '--model', 'qwen3:8b', '--expires', '3d');
    await page.bringToFront();
    await openTab(page, 'access');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForSelector(`#allowed [href="#access/${(await grantOf(TWO))?.id}"]`);
    const id = (await grantOf(ONE))?.id;
    const chips = await textsOf(page, `#allowed [href="#access/${(await grantOf(TWO))?.id}"] .chip`);
    expect(chips).toEqual([expect.stringMatching(/^ends /), '1 model']);
    await page.focus(`#allowed [href="#access/${id}"]`);
    await page.keyboard.press('Enter');
    await focusIn(page, '#tab-access h2');
    expect(await hashOf(page)).toBe(`#access/${id}`);
    expect(await textOf(page, '#tab-access .head')).toContain(ONE);
    await page.goBack();
    await focusIn(page, `#allowed [href="#access/${id}"]`);
  });

  test('its address works on its own, and that of a permission that does not exist says so', async () => {
    const id = (await grantOf(ONE))?.id;
    await page.evaluate((path) => {
      location.hash = `#access/${path}`;
      location.reload();
    }, id);
    await page.waitForSelector('#tab-access #edit');
    expect(await textOf(page, '#tab-access .ticks')).toContain('Chat and generate text');
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate(() => {
      location.hash = '#access/AbCd1234';
    });
    await page.waitForFunction(() =>
      document.querySelector('#tab-access h2:not([hidden])')?.textContent?.includes('never existed'),
    );
    await page.evaluate((path) => {
      location.hash = `#access/${path}`;
    }, id);
    await page.waitForSelector('#tab-access #edit');
  });

  test('it is renamed in place', async () => {
    await page.click('#rename');
    await focusIn(page, '.rename input');
    await page.$eval('.rename input', (field) => (field as HTMLInputElement).select());
    await page.keyboard.type('Page Summariser');
    await page.keyboard.press('Enter');
    await focusIn(page, '#rename');
    expect(await textOf(page, '#tab-access h2 bdi')).toBe('Page Summariser');
    expect((await grantOf(ONE))?.name).toBe('Page Summariser');
  });

  test('its limits are set in the guarded dialog, and the history tells it', async () => {
    await page.bringToFront();
    await page.click('#edit');
    await page.waitForSelector('#change[open] [name=perMinute]');
    await page.type('#change [name=perMinute]', '60');
    await page.waitForSelector('#change-save:enabled');
    await page.click('#change-save');
    await page.waitForSelector('#change:not([open])');
    await page.waitForFunction(() =>
      document.querySelector('#tab-access .facts')?.textContent?.includes('60 per minute'),
    );
    await focusIn(page, '#edit');
    expect((await grantOf(ONE))?.limits).toEqual({ perMinute: 60 });
    expect(await textsOf(page, '.history li span')).toEqual([
      'Access edited',
      expect.stringContaining('Page Summariser'),
      'Access allowed',
    ]);
  });

  test('it is disabled at once, and enabled by a guarded click', async () => {
    await page.click('#disable');
    await focusIn(page, '#enable');
    expect((await grantOf(ONE))?.state).toBe('disabled');
    await page.$eval('#enable', (button) => (button as HTMLButtonElement).click());
    expect((await grantOf(ONE))?.state).toBe('disabled');
    await clickGuarded(page, '#enable');
    await focusIn(page, '#disable');
    expect((await grantOf(ONE))?.state).toBe('active');
  });

  test('people A1: it is removed at once, and Undo gives it back', async () => {
    await page.click('#remove');
    await focusIn(page, '#undo-do');
    expect(await hashOf(page)).toBe('#access');
    expect((await grantOf(ONE))?.state).toBe('revoked');
    expect(await textOf(page, '#undo-text')).toBe('Access removed.');
    expect(await textOf(page, '#allowed')).not.toContain('Page Summariser');
    expect(await axeFindings(page)).toEqual([]);
    await clickGuarded(page, '#undo-do');
    await page.waitForFunction(() =>
      document.getElementById('allowed')?.textContent?.includes('Page Summariser'),
    );
    await focusIn(page, '#allowed-title');
    expect((await grantOf(ONE))?.state).toBe('active');
    expect((await acts()).slice(-2)).toEqual(['revoked', 'restored']);
  });

  test('many extensions are searched, filtered and sorted', async () => {
    for (const letter of 'cde') await cli('grants', 'allow', letter.repeat(32));
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForSelector('#search');
    await page.type('#search', 'summar');
    await page.waitForFunction(() => document.querySelectorAll('#allowed > li').length === 1);
    await page.type('#search', '?');
    await page.waitForFunction(() =>
      document.getElementById('no-match')?.textContent?.includes('No extension'),
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.$eval('#search', (field) => (field as HTMLInputElement).select());
    await page.keyboard.press('Backspace');
    await page.waitForFunction(() => document.querySelectorAll('#allowed > li').length === 5);
  });

  test('people A6: a key for HTTP is created, shown once, and listed apart from extensions', async () => {
    await openTab(page, 'keys');
    await page.bringToFront();
    await page.click('#new-key');
    await page.waitForSelector('#create');
    await page.type('.new-key [name=name]', 'VS Code');
    await page.type('.new-key [name=concurrent]', '2');
    await page.waitForSelector('#create:enabled');
    await page.click('#create');
    await focusIn(page, '#secret-title');
    const key = await textOf(page, '#secret');
    expect(key).toMatch(/^otk_/);
    expect(await axeFindings(page)).toEqual([]);
    const created = (await grants()).find(({ name }) => name === 'VS Code');
    expect(created).toMatchObject({ caller: 'http', limits: { concurrent: 2 } });
    expect(key).toContain(created?.id);

    await page.click('#secret-done');
    await page.waitForSelector('#http-keys .entry', { visible: true });
    expect(await page.evaluate(() => document.documentElement.innerHTML)).not.toContain(key);
    expect(await textOf(page, '#http-keys')).toContain('VS Code');
    await openTab(page, 'access');
    expect(await textOf(page, '#tab-access')).not.toContain('VS Code');
  });

  test('a key is replaced by a guarded click', async () => {
    await openTab(page, 'keys');
    await page.waitForSelector('#http-keys .entry', { visible: true });
    await page.bringToFront();
    await page.click('#http-keys .entry');
    await page.waitForSelector('#rotate');
    await page.$eval('#rotate', (button) => (button as HTMLButtonElement).click());
    expect((await acts()).at(-1)).toBe('created');
    await clickGuarded(page, '#rotate');
    await focusIn(page, '#secret-title');
    expect(await textOf(page, '#secret')).toMatch(/^otk_/);
    expect((await acts()).at(-1)).toBe('rotated');
    await page.click('#secret-done');
    await focusIn(page, '#rotate');
    expect(await page.$('#secret')).toBeNull();
  });

  test('a waiting extension can be reviewed, and a denied one has the name that it claimed', async () => {
    const approval = await pages.openApproval();
    await page.bringToFront();
    await openTab(page, 'access');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForSelector('#waiting .entry');
    expect(await textOf(page, '#waiting')).toContain('Turnkey Chat');
    expect(await axeFindings(page)).toEqual([]);
    await page.click('#waiting button');
    await approval.waitForFunction(() => document.hasFocus());
    await approval.click('#deny');
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForSelector('#denied .entry');
    expect(await textOf(page, '#denied strong')).toBe('Turnkey Chat');
    expect(await page.$('#waiting')).toBeNull();
    expect(await axeFindings(page)).toEqual([]);
    await page.$eval('#denied button:last-of-type', (button) => (button as HTMLButtonElement).click());
    expect(await page.$('#denied .entry')).not.toBeNull();
    await clickGuarded(page, '#denied button:last-of-type');
    await page.waitForSelector('#denied', { hidden: true });
    await focusIn(page, '#allowed-title');
  });

  test('people A3: the focused control is never covered, in a small window', async () => {
    await page.setViewport({ width: 360, height: 400 });
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (let stop = 0; stop < 20; stop += 1) {
      await page.keyboard.press('Tab');
      expect(await coveredFocus(page)).toBe('');
    }
    await page.setViewport({ width: 360, height: 640 });
  });

  test('people A1: revoking the pairing key names what hangs on it, asks, and leaves no contradiction', async () => {
    await openTab(page, 'keys');
    await page.waitForSelector('#pairing-keys .entry', { visible: true });
    await page.click('#pairing-keys .entry');
    await page.waitForSelector('#remove');
    expect(await textOf(page, '#hanging')).toBe('This unpairs this browser.');
    await page.click('#remove');
    await page.waitForSelector('#confirm[open]');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#confirm:not([open])');
    expect((await acts()).at(-1)).not.toBe('revoked');
    await page.click('#remove');
    await page.waitForSelector('#confirm[open]');
    await page.click('#confirm-do');
    await page.waitForSelector('#pair:not([hidden])');
    expect((await acts()).at(-1)).toBe('revoked');
    expect(await page.$('main > section[id^=tab-]:not([hidden])')).toBeNull();
    expect(await textOf(page, '#summary')).not.toContain('Connected');
    await focusIn(page, '#key-title, #way');
  });
});
