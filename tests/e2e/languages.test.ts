import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../extension/companion/pages/shared/texts/en.ts';
import { TRANSLATIONS } from '../../extension/companion/pages/shared/texts/texts.ts';
import { TARGETS } from '../../extension/targets.ts';
import { LANGUAGES } from '../../extension/ui/texts/pick-texts.ts';
import { clickAllow, pasteKey } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { type CompanionPages, NARROW, openCompanionPages } from './companion-pages.ts';
import { checkPage } from './page-faults.ts';

const LANGS = LANGUAGES.map(([tag]) => tag);

/** Names as long as they are in practice. */
const MODELS = ['llama3.2:latest', 'hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M'];

/** The date of `{end}`, in the language of the text. */
const inDays = (days: number, lang: string) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString(lang, { dateStyle: 'medium' });

describe.each(TARGETS)('one scenario in order, in %s', (target) => {
  let pages: CompanionPages;
  /** Stays open: Firefox opens no tab while the approval window is closing. */
  let settings: Page;

  beforeAll(async () => {
    pages = await openCompanionPages(target, MODELS);
  });
  afterAll(() => pages.end());

  test.each(LANGS)('the settings without a key, in %s', async (lang) => {
    const page = await pages.openOptions(lang);
    await page.waitForSelector('#pair:not([hidden])');
    await checkPage(page, lang);
    expect(await pasteKey(page, 'otk_nonsense')).not.toBe('');
    await checkPage(page, lang);
    await page.close();
  });

  test('the approval window, in every language', async () => {
    settings = await pages.openOptions('en');
    await pasteKey(settings, pages.testEnv.key);
    const window = await pages.openApproval();
    await window.setViewport(NARROW);
    for (const lang of LANGS) {
      await pages.showApproval(window, lang);
      await window.click('[name=which][value=some]');
      await window.waitForSelector('[name=model]');
      await checkPage(window, lang);
      const { nameQuestion } = TRANSLATIONS[lang] ?? en;
      const title = (await window.title()).replaceAll(/[\u2068\u2069]/g, '');
      expect(title).toBe(nameQuestion.replace('{name}', 'Turnkey Chat'));
    }
    await window.click('[name=which][value=all]');
    await window.click('[name=duration][value=month]');
    await clickAllow(window);
    await settings.waitForSelector('#allowed .entry');
  });

  test('a page from right to left is mirrored', async () => {
    await settings.$eval('html', (html) => html.setAttribute('dir', 'rtl'));
    const [icon, title] = await settings.$$eval('header img, h1', (both) =>
      both.map((each) => each.getBoundingClientRect().right),
    );
    expect(icon).toBeGreaterThan(title ?? Number.NaN);
  });

  test.each(LANGS)('people A7: the lists and the dialog, in %s', async (lang) => {
    await pages.testEnv.cli(
      'key',
      'create',
      '--name',
      `For ${lang}`,
      '--expires',
      '3d',
      '--limit-minute',
      '60',
    );
    const page = await pages.openOptions(lang);
    await page.waitForSelector('#allowed .entry');
    await checkPage(page, lang);
    await page.click('#allowed .entry');
    await page.waitForSelector('#edit');
    await checkPage(page, lang);
    await page.click('#edit');
    await page.waitForSelector('dialog[open] fieldset');
    await checkPage(page, lang);
    const kept = await page.$eval('[value=keep] + bdi', (each) => each.textContent ?? '');
    expect([29, 30].some((days) => kept.includes(inDays(days, lang)))).toBe(true);
    await page.click('#change-cancel');
    await page.click('#tabs [href="#keys"]');
    await page.waitForSelector('#extension-keys .entry', { visible: true });
    await checkPage(page, lang);
    await page.click('#new-key');
    await page.waitForSelector('#create');
    await checkPage(page, lang);
    await page.click('#tabs [href="#keys"]');
    await page.waitForSelector('#pairing-keys .entry', { visible: true });
    await page.click('#pairing-keys .entry');
    await page.waitForSelector('#remove');
    await checkPage(page, lang);
    await page.close();
  });

  // WebDriver has no command for either in Firefox.
  test.runIf(target === 'chromium')(
    'with forced colors, controls keep a border; with reduced motion, nothing moves (Chromium only)',
    async () => {
      const page = await pages.openOptions('de');
      await page.waitForSelector('#allowed .entry');
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', {
        features: [
          { name: 'forced-colors', value: 'active' },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ],
      });
      const faults = await page.$$eval('button, input', (all) =>
        all
          .filter((each) => {
            const { borderTopColor, borderTopStyle, backgroundColor, transitionDuration, animationName } =
              getComputedStyle(each);
            const seen = borderTopStyle === 'solid' && borderTopColor !== backgroundColor;
            return (
              each.checkVisibility() && !(seen && transitionDuration === '0s' && animationName === 'none')
            );
          })
          .map((each) => each.outerHTML),
      );
      expect(faults).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    },
  );
});
