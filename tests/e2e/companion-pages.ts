import { rm } from 'node:fs/promises';
import type { Browser, Page, Target as PageTarget } from 'puppeteer';
import type { Target } from '../../extension/targets.ts';
import { EXAMPLE, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { FIREFOX_PAGES, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { EXAMPLE_ID } from '../../scripts/test-env/pages.ts';
import { speakingCompanion } from '../../scripts/test-env/speaking-companion.ts';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';

/** The pages of the companion in a real browser, in any language. */
export interface CompanionPages {
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  readonly ollama: StandIn;
  /** Opens the settings in a language, in a tab of the width of a telephone. */
  openOptions(lang: string): Promise<Page>;
  /** Opens the chat, which asks for access. Returns the page of the approval window. */
  openApproval(): Promise<Page>;
  /** Loads the prompt of an approval window in a language. */
  showApproval(page: Page, lang: string): Promise<Page>;
  end(): Promise<void>;
}

/** The size of a telephone. */
export const NARROW = { width: 360, height: 640 };

/** The origins of the pages in each browser. */
export const ORIGINS: Record<Target, { readonly companion: string; readonly example: string }> = {
  chromium: {
    companion: `chrome-extension://${COMPANION_ID_CHROMIUM}`,
    example: `chrome-extension://${EXAMPLE_ID}`,
  },
  firefox: FIREFOX_PAGES,
};

const LAUNCH: Record<Target, (testEnv: TestEnv, companion: string) => Promise<Browser>> = {
  chromium: ({ profile }, companion) =>
    launchChromium({ userDataDir: profile, extensions: [companion, EXAMPLE] }),
  async firefox({ home, data, cli }, folder) {
    await cli('install-host', '--dir', data, '--browser', 'firefox');
    const companion = { folder, id: COMPANION_ID_FIREFOX, pages: FIREFOX_PAGES.companion };
    // Firefox then grants optional permissions without a prompt, which WebDriver cannot click.
    const prefs = { 'extensions.webextOptionalPermissionPrompts': false };
    return launchFirefox({ home, extensions: ['example'], more: [companion], prefs });
  },
};

/** Resolves with the next page that has Allow and Deny. */
export const nextApproval = (browser: Browser): Promise<Page> => {
  const { promise, resolve } = Promise.withResolvers<Page>();
  const look = async (target: PageTarget) => {
    // Chromium reports the window of an extension as a page only after this.
    const page = (await target.page()) ?? (target.url().includes('approve') ? await target.asPage() : null);
    await page?.waitForSelector('#answer:not([hidden])', { timeout: 0 });
    if (page) resolve(page);
  };
  browser.on('targetcreated', (target) => void look(target).catch(() => {}));
  return promise;
};

/** Opens a browser with the companion and the example, not paired yet. */
export const openCompanionPages = async (
  target: Target,
  models: readonly string[],
): Promise<CompanionPages> => {
  const ollama = createStandIn({ models });
  const testEnv = await createTestEnv(await ollama.start());
  const folder = await speakingCompanion(target);
  const browser = await LAUNCH[target](testEnv, folder);
  const { companion, example } = ORIGINS[target];
  return {
    testEnv,
    browser,
    ollama,
    async openOptions(lang) {
      const page = await browser.newPage();
      await page.setViewport(NARROW);
      const url = `${companion}/pages/options/options.html?lang=${lang}`;
      return loadExtensionPage(page, url, `[lang=${lang}] [data-hop]`);
    },
    async openApproval() {
      const approval = nextApproval(browser);
      await loadExtensionPage(await browser.newPage(), `${example}/chat.html`, '#prompt');
      return approval;
    },
    async showApproval(page, lang) {
      const url = new URL(await page.evaluate(() => location.href));
      url.searchParams.set('lang', lang);
      return loadExtensionPage(page, url.href, `[lang=${lang}] #answer:not([hidden])`);
    },
    async end() {
      await browser.close();
      await ollama.stop();
      await testEnv.dispose();
      await rm(folder, { recursive: true });
    },
  };
};
