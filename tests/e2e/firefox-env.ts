import type { Browser, Page, Target } from 'puppeteer';
import { FIREFOX_PAGES, type FirefoxExtension, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { clickAllow, pasteKey } from '../../scripts/test-env/pages.ts';

/** A real Firefox, companion and host, with a stand-in for Ollama. */
export interface FirefoxEnv {
  readonly ollama: StandIn;
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  /** Opens a page of an extension and waits for an element. */
  open(url: string, selector: string): Promise<Page>;
  pair(): Promise<void>;
  /** The approval window that an action opens. */
  approval(cause: () => Promise<unknown>): Promise<Page>;
  /** Clicks Allow in the approval window that an action causes. */
  allow(cause: () => Promise<unknown>): Promise<void>;
  end(): Promise<void>;
}

/** Starts it with the companion and the given extensions. */
export const createFirefoxEnv = async (
  more: readonly FirefoxExtension[],
  prefs: Readonly<Record<string, unknown>> = {},
): Promise<FirefoxEnv> => {
  const ollama = createStandIn();
  const testEnv = await createTestEnv(await ollama.start());
  await testEnv.cli('install-host', '--dir', testEnv.data, '--browser', 'firefox');
  const browser = await launchFirefox({ home: testEnv.home, extensions: ['companion'], more, prefs });

  const open: FirefoxEnv['open'] = (url, selector) => openExtensionPage(browser, url, selector);

  const approval: FirefoxEnv['approval'] = async (cause) => {
    const found = Promise.withResolvers<Page>();
    const look = async (target: Target) => {
      const page = await target.page();
      await page?.waitForSelector('#allow', { timeout: 0 });
      if (page) found.resolve(page);
    };
    // The action may open other pages too: wait for the approval window.
    browser.on('targetcreated', (target) => void look(target).catch(() => {}));
    await cause();
    const page = await found.promise;
    await page.waitForSelector('#answer:not([hidden])');
    return page;
  };

  return {
    ollama,
    testEnv,
    browser,
    open,
    async pair() {
      const options = await open(`${FIREFOX_PAGES.companion}/pages/options/options.html`, '#hops [data-hop]');
      await pasteKey(options, testEnv.key);
      await options.close();
    },
    approval,
    allow: async (cause) => clickAllow(await approval(cause)),
    async end() {
      await browser.close();
      await ollama.stop();
      await testEnv.dispose();
    },
  };
};
