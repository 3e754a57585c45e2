import type { Browser, Page } from 'puppeteer';
import type { Target } from '../../extension/targets.ts';
import { COMPANION, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { type Stage, setStage } from '../../scripts/stage/set-stage.ts';
import { buildFixture } from '../e2e/build-fixture.ts';
import { CLIENTS_ID_FIREFOX, clientsManifest } from '../fixtures/clients/manifest.config.ts';

const FIREFOX_PAGES = 'moz-extension://33333333-3333-4333-8333-333333333333';

/** The page that runs the cases, in a real browser with the companion. */
export interface Clients {
  readonly page: Page;
  /** A key for this extension. */
  readonly key: string;
  end(): Promise<void>;
}

const OPEN: Record<Target, (stage: Stage, folder: string) => Promise<{ browser: Browser; url: string }>> = {
  async chromium({ profile }, folder) {
    const browser = await launchChromium({ userDataDir: profile, extensions: [COMPANION] });
    const id = await browser.installExtension(folder);
    return { browser, url: `chrome-extension://${id}/page.html` };
  },
  async firefox({ home, data, cli }, folder) {
    await cli('install-host', '--dir', data, '--browser', 'firefox');
    const clients = { folder, id: CLIENTS_ID_FIREFOX, pages: FIREFOX_PAGES };
    const browser = await launchFirefox({ home, extensions: ['companion'], more: [clients] });
    return { browser, url: `${FIREFOX_PAGES}/page.html` };
  },
};

/** Builds the extension with the clients and opens its page, with Turnkey on the way to `ollama`. */
export const openClients = async (target: Target, ollama: string): Promise<Clients> => {
  const manifest = clientsManifest(target);
  const folder = await buildFixture('clients', target, { manifest, pages: ['page.html'] });
  const stage = await setStage(ollama);
  const { browser, url } = await OPEN[target](stage, folder);
  const page = await openExtensionPage(browser, url, '[data-ready]');
  const scopes = ['read', 'infer', 'embed', 'manage'].flatMap((scope) => ['--scope', scope]);
  const key = (await stage.cli('key', 'create', ...scopes)).trim();
  return {
    page,
    key,
    async end() {
      await browser.close();
      await stage.strike();
    },
  };
};
