import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import type { StepName } from '../../extension/companion/pages/welcome/steps.ts';
import type { Target } from '../../extension/targets.ts';
import { welcomePage } from '../../scripts/browser/install-extensions.ts';
import { EXAMPLE, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { FIREFOX_PAGES, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { speakingCompanion } from '../../scripts/test-env/speaking-companion.ts';
import { COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { ORIGINS } from './companion-pages.ts';

/** A new profile with the companion and the example, and the welcome page that has opened. */
export interface WelcomeEnv {
  readonly ollama: StandIn;
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  /** The page that the companion opened after its installation. */
  readonly page: Page;
  /** Opens the page in a language. */
  open(lang: string): Promise<Page>;
  /** Opens the chat of the example. */
  openChat(): Promise<Page>;
  /** Changes the manifest of the host. */
  changeManifest(change: object): Promise<void>;
  restoreManifest(): Promise<void>;
  /** Writes a program that starts a host of an older version. Returns its path. */
  writeOldHost(): Promise<string>;
  end(): Promise<void>;
}

/** Waits until a step is the current one, or is done. */
export const inStep = async (page: Page, name: StepName, state: 'now' | 'done' = 'now'): Promise<void> => {
  await page.waitForSelector(`[data-step=${name}][data-state=${state}]`);
};

const OLD_HOST = fileURLToPath(new URL('../fixtures/old-host.ts', import.meta.url));

const LAUNCH: Record<Target, (testEnv: TestEnv, companion: string) => Promise<Browser>> = {
  chromium: ({ profile }, companion) =>
    launchChromium({ userDataDir: profile, extensions: [companion, EXAMPLE], keepWelcome: true }),
  firefox({ home }, folder) {
    const companion = { folder, id: COMPANION_ID_FIREFOX, pages: FIREFOX_PAGES.companion };
    return launchFirefox({ home, extensions: ['example'], more: [companion], keepWelcome: true });
  },
};

const MANIFEST: Record<Target, (testEnv: TestEnv) => string> = {
  chromium: ({ profile }) => join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`),
  firefox: ({ home }) => join(home, '.mozilla', 'native-messaging-hosts', `${HOST_NAME}.json`),
};

/** Starts a browser with the Turnkey app installed, unless `prepare` removes it, and Ollama with these models. */
export const openWelcome = async (
  target: Target,
  models: readonly string[],
  { withApp = true } = {},
): Promise<WelcomeEnv> => {
  const ollama = createStandIn({ models });
  const testEnv = await createTestEnv(await ollama.start());
  if (target === 'firefox') await testEnv.cli('install-host', '--dir', testEnv.data, '--browser', 'firefox');
  const manifest = MANIFEST[target](testEnv);
  const installed = await readFile(manifest, 'utf8');
  if (!withApp) await rm(manifest);
  const folder = await speakingCompanion(target);
  const browser = await LAUNCH[target](testEnv, folder);
  const { companion, example } = ORIGINS[target];
  return {
    ollama,
    testEnv,
    browser,
    page: await welcomePage(browser),
    open: (lang) =>
      openExtensionPage(
        browser,
        `${companion}/pages/welcome/welcome.html?lang=${lang}`,
        `[lang=${lang}] [data-step]`,
      ),
    openChat: () => openExtensionPage(browser, `${example}/chat.html`, '#prompt'),
    changeManifest: (change) => writeFile(manifest, JSON.stringify({ ...JSON.parse(installed), ...change })),
    restoreManifest: () => writeFile(manifest, installed),
    async writeOldHost() {
      const path = join(testEnv.folder, 'old-host');
      const script = `#!/bin/sh\nTURNKEY_DATA='${testEnv.data}' exec '${process.execPath}' '${OLD_HOST}' "$@"\n`;
      await writeFile(path, script, { mode: 0o755 });
      return path;
    },
    async end() {
      await browser.close();
      await ollama.stop();
      await testEnv.dispose();
      await rm(folder, { recursive: true });
    },
  };
};
