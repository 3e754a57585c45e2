import type { Browser, Page } from 'puppeteer';
import type { Target } from '../../extension/targets.ts';
import { COMPANION, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { buildFixture } from '../e2e/build-fixture.ts';
import { CLIENTS_ID_FIREFOX, clientsManifest } from '../fixtures/clients/manifest.config.ts';

const FIREFOX_PAGES = 'moz-extension://33333333-3333-4333-8333-333333333333';

/** A page of the extension in a real browser with the companion. */
export interface Clients {
  readonly page: Page;
  /** A key for this extension. */
  readonly key: string;
  end(): Promise<void>;
}

const OPEN: Record<
  Target,
  (testEnv: TestEnv, folder: string) => Promise<{ browser: Browser; pages: string }>
> = {
  async chromium({ profile }, folder) {
    const browser = await launchChromium({ userDataDir: profile, extensions: [COMPANION] });
    const id = await browser.installExtension(folder);
    return { browser, pages: `chrome-extension://${id}` };
  },
  async firefox({ home, data, cli }, folder) {
    await cli('install-host', '--dir', data, '--browser', 'firefox');
    const clients = { folder, id: CLIENTS_ID_FIREFOX, pages: FIREFOX_PAGES };
    const browser = await launchFirefox({ home, extensions: ['companion'], more: [clients] });
    return { browser, pages: FIREFOX_PAGES };
  },
};

interface Options {
  /** @default the page of the clients */
  readonly page?: 'page.html' | 'bytes.html';
  /** The scopes of the key. @default those that the clients need */
  readonly scopes?: readonly Scope[];
}

/** Builds the extension with the clients and opens its page, with Turnkey between it and `ollama`. */
export const openClients = async (
  target: Target,
  ollama: string,
  { page: name = 'page.html', scopes = ['read', 'infer', 'embed', 'manage'] }: Options = {},
): Promise<Clients> => {
  const manifest = clientsManifest(target);
  const folder = await buildFixture('clients', target, { manifest, pages: ['page.html', 'bytes.html'] });
  const testEnv = await createTestEnv(ollama);
  const { browser, pages } = await OPEN[target](testEnv, folder);
  const page = await openExtensionPage(browser, `${pages}/${name}`, '[data-ready]');
  const options = scopes.flatMap((scope) => ['--scope', scope]);
  const key = (await testEnv.cli('key', 'create', ...options)).trim();
  return {
    page,
    key,
    async end() {
      await browser.close();
      await testEnv.dispose();
    },
  };
};
