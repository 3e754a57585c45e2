import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { SETUP_URL } from '../../shared/setup-url.ts';
import { STATES } from '../fixtures/settings/states.ts';
import { axeFindings } from './axe.ts';
import { focusCovered } from './focus-covered.ts';
import { oddTexts } from './odd-texts.ts';
import { openSettings, type SettingsPages } from './open-settings.ts';
import { resize } from './resize.ts';
import { smallTargets } from './small-targets.ts';
import { tooWide } from './too-wide.ts';

/** What the element shows in every state, and whether it is accessible. */
const NOWHERE = 'http://127.0.0.1:9';

/** The text of the element, without the isolates around values. */
const seen = (page: Page) =>
  page.$eval('ollama-turnkey-settings', ({ shadowRoot }) => {
    const all = shadowRoot?.firstElementChild as HTMLElement | null | undefined;
    return all?.innerText.replaceAll(/[\u2068\u2069]/g, '') ?? '';
  });

describe.each(TARGETS)('in %s', (target) => {
  let pages: SettingsPages;

  beforeAll(async () => {
    pages = await openSettings(target, { ollama: NOWHERE, companion: false });
  });
  afterAll(() => pages.end());

  test.each(Object.keys(STATES))('%s: axe finds nothing, in light and in dark', async (state) => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await pages.open({ state, scheme });
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    }
  });

  test.each(Object.keys(STATES))(
    '%s: it fits narrow windows and a high zoom, by keyboard too',
    async (state) => {
      const page = await pages.open({ state });
      await page.bringToFront();
      for (const size of [
        { width: 360, height: 640 },
        { width: 230, height: 320 },
      ]) {
        await resize(page, size);
        const { stops, faults } = await focusCovered(page);
        expect(stops.length).toBeGreaterThan(0);
        expect([...faults, ...(await tooWide(page))]).toEqual([]);
      }
      expect([...(await smallTargets(page)), ...(await oddTexts(page))]).toEqual([]);
      await page.close();
    },
  );

  test('each hop has its name, state and help', async () => {
    const page = await pages.open({ state: 'host missing' });
    const text = await seen(page);
    expect(text).toMatch(/Ollama Turnkey extension\s+ready/);
    expect(text).toMatch(/Turnkey app\s+needs attention/);
    expect(text).toContain('npx ollama-turnkey install-host');
    expect(text).toContain('host_missing');
    await page.close();
  });

  test.each([
    ['companion missing', [SETUP_URL]],
    ['host missing', [SETUP_URL]],
    ['direct', [SETUP_URL]],
    ['direct fails', [SETUP_URL]],
    ['not approved', []],
    ['ready', []],
  ])('a link to install Turnkey from: %s', async (state, links) => {
    const page = await pages.open({ state });
    const shown = await page.$eval('ollama-turnkey-settings', ({ shadowRoot }) =>
      Array.from(shadowRoot?.querySelectorAll('a') ?? [])
        .filter((link) => link.checkVisibility())
        .map(({ href, target, textContent }) => [href, target, textContent]),
    );
    expect(shown).toEqual(links.map((href) => [href, '_blank', 'Install Ollama Turnkey']));
    await page.close();
  });

  test('users without Turnkey whose requests reach Ollama are not alarmed', async () => {
    const direct = await pages.open({ state: 'direct' });
    const text = await seen(direct);
    expect(text).toContain('Requests go directly to Ollama.');
    expect(text).not.toMatch(/needs attention|companion_missing/);
    await direct.close();
    const failing = await pages.open({ state: 'direct fails' });
    expect(await seen(failing)).toContain('companion_missing');
    await failing.close();
  });

  test('the scopes, the models and the end of a permission', async () => {
    const page = await pages.open({ state: 'limited' });
    const text = await seen(page);
    expect(text).toMatch(/✓ See your models/);
    expect(text).toMatch(/– Index text for search/);
    expect(text).toMatch(/Only smollm2:135m/);
    expect(text).toMatch(/Ends in 3 days/);
    expect(text).toContain('Ask for access');
    await page.close();
  });

  test.each([
    ['de', 'Die Turnkey-App ist nicht installiert.'],
    ['es-MX', 'La aplicación Turnkey no está instalada.'],
    ['zh-CN', '尚未安装 Turnkey 应用。'],
    ['fr', 'The Ollama Turnkey app is not installed.'],
  ])('a page in %s', async (lang, words) => {
    const page = await pages.open({ state: 'host missing', lang });
    expect(await seen(page)).toContain(words);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  test('a right-to-left page is mirrored', async () => {
    const page = await pages.open({ state: 'not approved', dir: 'rtl' });
    const [heading, button] = await page.$eval('ollama-turnkey-settings', ({ shadowRoot }) =>
      ['[part~=heading]', '[part~=button]'].map(
        (part) => shadowRoot?.querySelector(part)?.getBoundingClientRect().left ?? Number.NaN,
      ),
    );
    expect(heading).toBeGreaterThan(button ?? Number.NaN);
    await page.close();
  });

  // WebDriver has no command for it in Firefox.
  test.runIf(target === 'chromium')(
    'with forced colors, what can be pressed keeps a border (Chromium only)',
    async () => {
      const page = await pages.open({ state: 'not approved' });
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: 'active' }],
      });
      const borders = await page.$eval('ollama-turnkey-settings', ({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('button, select, input') ?? [])].map((each) => {
          const { borderTopColor, borderTopStyle, backgroundColor } = getComputedStyle(each);
          return borderTopStyle === 'solid' && borderTopColor !== backgroundColor;
        }),
      );
      expect(borders.length).toBeGreaterThan(3);
      expect(borders).not.toContain(false);
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    },
  );
});
