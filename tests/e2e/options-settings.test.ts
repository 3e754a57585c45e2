import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { LANGUAGES } from '../../extension/ui/texts/pick-texts.ts';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { pasteKey } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { type CompanionPages, openCompanionPages } from './companion-pages.ts';
import { shows, textOf } from './shown-text.ts';

const SECRET = 'credential-of-the-page-marker';

const said = (section: string) => `[data-said=${section}]`;

const scheme = (page: Page) =>
  page.evaluate(() => [
    getComputedStyle(document.documentElement).colorScheme,
    document.documentElement.dataset['theme'] ?? null,
  ]);

/** Waits until the page has loaded again, which `cause` makes it do. */
const renew = async (page: Page, cause: () => Promise<unknown>) => {
  await page.evaluate(() => {
    Object.assign(globalThis, { isOld: true });
  });
  // The page may be gone before it answers.
  await cause().catch(() => {});
  await page.waitForFunction(() => !('isOld' in globalThis) && document.querySelector('#address') !== null);
};

/** Answers for the user, since nothing can click Chromium's question. With `refusing` in the page: no. */
const fakePermissions = () => {
  const granted = new Set<string>();
  const { permissions } = chrome;
  const names = (wanted: chrome.permissions.Permissions) => wanted.permissions ?? [];
  Object.assign(permissions, {
    contains: async (wanted: chrome.permissions.Permissions) =>
      names(wanted).every((each) => granted.has(each)),
    async request(wanted: chrome.permissions.Permissions) {
      const isRefused = 'refusing' in globalThis;
      if (isRefused) Object.assign(globalThis, { refused: true });
      else for (const each of names(wanted)) granted.add(each);
      return !isRefused;
    },
    async remove(wanted: chrome.permissions.Permissions) {
      for (const each of names(wanted)) granted.delete(each);
      return true;
    },
  });
};

/** Replaces the address in its form, and saves it with Enter. */
const enterAddress = async (page: Page, address: string) => {
  await page.$eval('#address', (each) => (each as HTMLInputElement).select());
  await page.type('#address', address);
  await page.keyboard.press('Enter');
};

describe.each(TARGETS)('the settings, one scenario in order, in %s', (target) => {
  let pages: CompanionPages;
  let page: Page;
  let other: StandIn;
  let address: string;

  beforeAll(async () => {
    pages = await openCompanionPages(target, ['smollm2:135m']);
    other = createStandIn();
    address = await other.start();
    page = await pages.openOptions('en');
    await page.evaluate(() => {
      location.hash = '#settings';
    });
    await page.waitForSelector('#theme');
  });
  afterAll(async () => {
    await pages.end();
    await other.stop();
  });

  test('before pairing, there is what this browser stores', async () => {
    expect(await page.$('#duration, #address, #erase-all, #unpair-browser')).toBe(null);
    expect(await textOf(page, '.versions')).toContain('Turnkey app');
    expect(await axeFindings(page)).toEqual([]);
    await pasteKey(page, pages.testEnv.key);
    await page.waitForSelector('#address');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a theme is applied at once, and after the next load', async () => {
    await page.select('#theme', 'dark');
    expect(await scheme(page)).toEqual(['dark', 'dark']);
    await renew(page, () => page.evaluate(() => location.reload()));
    expect(await scheme(page)).toEqual(['dark', 'dark']);
    expect(await axeFindings(page)).toEqual([]);
    await page.select('#theme', 'system');
    expect(await scheme(page)).toEqual(['light dark', null]);
  });

  test('a language is used by the whole page, and the focus stays on the choice', async () => {
    await renew(page, () => page.select('#language', 'de'));
    await shows(page, '#general-title', 'Allgemein');
    await page.waitForFunction(() => document.activeElement?.id === 'language');
    expect(await page.$eval('html', ({ lang }) => lang)).toBe('de');
    await renew(page, () => page.select('#language', ''));
    await shows(page, '#general-title', 'General');
  });

  test('the suggested duration is stored by the host', async () => {
    await page.select('#duration', 'always');
    await shows(page, said('general'), 'Saved.');
    await renew(page, () => page.evaluate(() => location.reload()));
    expect(await page.$eval('#duration', (each) => (each as HTMLSelectElement).value)).toBe('always');
  });

  test('notifications are switched on and off, which asks for the permission and gives it back', async () => {
    if (target === 'chromium') {
      await page.evaluateOnNewDocument(fakePermissions);
      await renew(page, () => page.evaluate(() => location.reload()));
    }
    const isOn = () => page.$eval('#notifications', (each) => (each as HTMLInputElement).checked);
    const granted = () =>
      page.evaluate(() => chrome.permissions.contains({ permissions: ['notifications'] }).catch(String));
    expect(await isOn()).toBe(false);
    for (const wanted of [true, false]) {
      await page.click('#notifications');
      await page.waitForFunction(
        async (now) => (await chrome.permissions.contains({ permissions: ['notifications'] })) === now,
        {},
        wanted,
      );
      expect([await isOn(), await granted()]).toEqual([wanted, wanted]);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  // Firefox grants the permission without a question here.
  test.runIf(target === 'chromium')(
    'a permission that the user refuses leaves the switch off (Chromium only)',
    async () => {
      await page.evaluate(() => Object.assign(globalThis, { refusing: true }));
      await page.click('#notifications');
      await page.waitForFunction(() => 'refused' in globalThis);
      await page.waitForFunction(() => !document.querySelector<HTMLInputElement>('#notifications')?.checked);
    },
  );

  test('an address without an Ollama is refused with a reason, and can be kept all the same', async () => {
    await enterAddress(page, 'http://127.0.0.1:1');
    await page.waitForSelector('#save-anyway');
    expect(await textOf(page, '#tab-settings .problem')).toContain('Nothing answers at this address.');
    expect(await axeFindings(page)).toEqual([]);
    await enterAddress(page, 'http://name:password@127.0.0.1');
    await shows(page, '#tab-settings .problem', 'This is not a valid address.');
    expect(await page.$('#save-anyway')).toBe(null);
  });

  test('another address with a credential is used at once, and the credential is not shown', async () => {
    await page.click('#credential summary');
    await page.type('#secret', SECRET);
    await page.type('#header', 'X-API-Key');
    await enterAddress(page, address);
    await shows(page, said('upstream'), 'Saved and in use.');
    await shows(page, '#credential', 'A credential is sent in X-API-Key.');
    const sent = other.requests.flatMap(({ headers }) => headers.map(([name, value]) => `${name}: ${value}`));
    expect(sent.map((line) => line.toLowerCase())).toContain(`x-api-key: ${SECRET}`);
    expect(await page.$eval('#secret', (each) => (each as HTMLInputElement).value)).toBe('');
    expect(await page.content()).not.toContain(SECRET);
    expect(await axeFindings(page)).toEqual([]);
    await page.focus('#remove-credential');
    await page.keyboard.press('Enter');
    await shows(page, '#credential', 'No credential is sent.');
  });

  test('every language fits a telephone', async () => {
    const url = await page.evaluate(() => `${location.origin}${location.pathname}`);
    for (const [lang] of LANGUAGES) {
      await loadExtensionPage(page, `${url}?lang=${lang}#settings`, `[lang=${lang}] #address`);
      await page.click('#credential summary');
      expect([lang, await page.$eval('html', (html) => html.scrollWidth - html.clientWidth)]).toEqual([
        lang,
        0,
      ]);
      expect(await axeFindings(page)).toEqual([]);
    }
    await loadExtensionPage(page, `${url}?lang=en#settings`, '[lang=en] #address');
  });

  test('everything is erased only after a question that names what goes', async () => {
    await page.focus('#erase-all');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#erase-dialog[open]');
    expect(await textOf(page, '#erase-dialog')).toMatch(/access of every extension[\s\S]*stays paired/);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#erase-dialog:not([open])');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#erase-dialog[open]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(page, said('data'), 'Everything was erased. This browser is still paired.');
    const rows = JSON.parse(await pages.testEnv.cli('audit', '--json')) as { act: string; subject: string }[];
    expect(rows.map(({ act, subject }) => [act, subject])).toEqual([['erased', 'everything']]);
  });

  test('a check-up shows its results', async () => {
    await page.focus('#check-up');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#check-results .summary');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('the data is exported as a file', async () => {
    await page.$eval('#export', (each) => (each as HTMLElement).click());
    await shows(page, said('data'), 'Saved as ollama-turnkey-');
  });

  test('unpairing this browser leaves what the browser stores', async () => {
    // Firefox’s list of downloads may have the keyboard now.
    await page.$eval('#unpair-browser', (each) => {
      (each as HTMLElement).focus();
      (each as HTMLElement).click();
    });
    await page.waitForSelector('#pair:not([hidden])');
    expect(await page.$('#address')).toBe(null);
    await page.waitForFunction(() => document.activeElement !== document.body);
    expect(await axeFindings(page)).toEqual([]);
  });
});
