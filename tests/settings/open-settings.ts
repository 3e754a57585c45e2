import type { Browser, Page } from 'puppeteer';
import type { OllamaTurnkeySettings } from '../../extension/sdk/settings.ts';
import type { Target } from '../../extension/targets.ts';
import { COMPANION, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { buildFixture } from '../e2e/build-fixture.ts';
import { SETTINGS_ID_FIREFOX, settingsManifest } from '../fixtures/settings/manifest.config.ts';

const FIREFOX_PAGES = 'moz-extension://44444444-4444-4444-8444-444444444444';

/** The globals of the fixture's page, for `page.evaluate`. */
export interface Shown {
  readonly settings: OllamaTurnkeySettings;
  readonly told: readonly string[];
}

/** Options of the page. */
interface Look {
  /** A state from the fixture's table. @default the real state */
  readonly state?: string;
  readonly lang?: string;
  readonly dir?: 'rtl';
  readonly scheme?: 'light' | 'dark';
}

export interface SettingsPages {
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  open(look?: Look): Promise<Page>;
  end(): Promise<void>;
}

interface Options {
  readonly ollama: string;
  /** @default true */
  readonly companion?: boolean;
  prepare?(testEnv: TestEnv): Promise<unknown>;
}

const LAUNCH: Record<
  Target,
  (testEnv: TestEnv, companion: boolean, folder: string) => Promise<[Browser, string]>
> = {
  async chromium({ profile }, companion, folder) {
    const extensions = companion ? [COMPANION] : [];
    const browser = await launchChromium({ userDataDir: profile, extensions });
    return [browser, `chrome-extension://${await browser.installExtension(folder)}`];
  },
  async firefox({ home }, companion, folder) {
    const more = [{ folder, id: SETTINGS_ID_FIREFOX, pages: FIREFOX_PAGES }];
    const browser = await launchFirefox({ home, extensions: companion ? ['companion'] : [], more });
    return [browser, FIREFOX_PAGES];
  },
};

/** Opens a browser with an extension whose options page contains the settings element. */
export const openSettings = async (target: Target, options: Options): Promise<SettingsPages> => {
  const { ollama, companion = true, prepare } = options;
  const manifest = settingsManifest(target);
  const folder = await buildFixture('settings', target, { manifest, pages: ['options.html'] });
  const testEnv = await createTestEnv(ollama);
  if (target === 'firefox') await testEnv.cli('install-host', '--dir', testEnv.data, '--browser', 'firefox');
  await prepare?.(testEnv);
  const [browser, pages] = await LAUNCH[target](testEnv, companion, folder);
  return {
    testEnv,
    browser,
    open: (look = {}) =>
      openExtensionPage(browser, `${pages}/options.html?${new URLSearchParams({ ...look })}`, '[data-seen]'),
    async end() {
      await browser.close();
      await testEnv.dispose();
    },
  };
};
