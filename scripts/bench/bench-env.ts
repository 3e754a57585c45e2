import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { buildExtension } from '../../extension/build-extension.ts';
import { COMPANION, launchChromium } from '../browser/launch-chromium.ts';
import { createTestEnv, type TestEnv } from '../test-env/create-test-env.ts';
import { answerApproval, openOptions, pasteKey } from '../test-env/pages.ts';
import { clientManifest } from './client/manifest.config.ts';
import type { BenchPage } from './client/page.ts';
import { FLOOR_EXTENSION, installFloor } from './floor/install-floor.ts';

declare const bench: BenchPage;

const CLIENT = fileURLToPath(new URL('client', import.meta.url));

export const buildClient = (): Promise<void> =>
  buildExtension({ root: CLIENT, target: 'chromium', manifest: clientManifest, pages: ['page.html'] });

/** A browser with every connection to one Ollama, and the page that measures. */
export interface BenchEnv {
  readonly page: Page;
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  /** The id of the bare relay's extension. */
  readonly floor: string;
  end(): Promise<void>;
}

export const createBenchEnv = async (base: string): Promise<BenchEnv> => {
  const testEnv = await createTestEnv(base);
  const browser = await launchChromium({ userDataDir: testEnv.profile, extensions: [COMPANION] });
  const floor = await browser.installExtension(FLOOR_EXTENSION);
  const client = await browser.installExtension(`${CLIENT}/dist/chromium`);
  await installFloor(testEnv.folder, testEnv.profile, floor);
  await testEnv.cli(
    'install-host',
    ...['--dir', testEnv.data, '--user-data-dir', testEnv.profile, '--extension-id', client],
  );
  const options = await openOptions(browser);
  await pasteKey(options, testEnv.key);
  await options.close();
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${client}/page.html`);
  await Promise.all([
    answerApproval(browser, 'allow'),
    page.evaluate(() => bench.turnkey.requestAccess({ scopes: ['infer', 'embed'] })),
  ]);
  await page.bringToFront();
  await page.evaluate((...args) => bench.ready(...args), base, floor);
  return {
    page,
    testEnv,
    browser,
    floor,
    async end() {
      await browser.close();
      await testEnv.dispose();
    },
  };
};
