import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import type { Target } from '../../extension/targets.ts';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { FIREFOX_PAGES, launchFirefox } from '../browser/launch-firefox.ts';
import { loadExtensionPage } from '../browser/open-extension-page.ts';
import { EXAMPLE_ID } from '../test-env/pages.ts';
import { dressExtension } from './dress-extension.ts';
import type { PageState } from './page-state.ts';

/** A browser whose extensions show the states of the table. */
export interface Screens {
  /** Opens a state in a new tab, in the front. */
  open(state: PageState, lang?: string): Promise<Page>;
  end(): Promise<void>;
}

const ORIGINS: Record<Target, Record<PageState['extension'], string>> = {
  chromium: {
    companion: `chrome-extension://${COMPANION_ID_CHROMIUM}`,
    example: `chrome-extension://${EXAMPLE_ID}`,
  },
  firefox: FIREFOX_PAGES,
};

/** The id of the example in Firefox. */
const EXAMPLE_ID_FIREFOX = 'chat@ollama-turnkey';

const LAUNCH: Record<Target, (home: string, companion: string, example: string) => Promise<Browser>> = {
  chromium: (home, companion, example) =>
    launchChromium({ userDataDir: join(home, 'profile'), extensions: [companion, example] }),
  firefox: (home, companion, example) =>
    launchFirefox({
      home,
      extensions: [],
      more: [
        { folder: companion, id: COMPANION_ID_FIREFOX, pages: FIREFOX_PAGES.companion },
        { folder: example, id: EXAMPLE_ID_FIREFOX, pages: FIREFOX_PAGES.example },
      ],
      prefs: { 'ui.prefersReducedMotion': 1, 'general.smoothScroll': false },
    }),
};

/** Opens a browser with both extensions. No host is installed: their pages get the answers of the table. */
export const openScreens = async (target: Target, states: readonly PageState[]): Promise<Screens> => {
  const home = await mkdtemp(join(tmpdir(), 'turnkey-screens-'));
  await mkdir(join(home, '.mozilla'));
  const folders = await Promise.all([
    dressExtension('companion', target, states),
    dressExtension('example', target, states),
  ]);
  const browser = await LAUNCH[target](home, ...folders);
  return {
    async open({ extension, path, name, ready, act }, lang = 'en') {
      const page = await browser.newPage();
      if (target === 'chromium') {
        // A colour in transition has an arbitrary contrast.
        await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      }
      const url = new URL(path, `${ORIGINS[target][extension]}/`);
      url.searchParams.set('state', name);
      url.searchParams.set('lang', lang);
      await loadExtensionPage(page, url.href, ready);
      await page.bringToFront();
      await act?.(page);
      return page;
    },
    async end() {
      await browser.close();
      for (const folder of [home, ...folders])
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
