import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { buildExtension } from '../../extension/build-extension.ts';
import { COMPANION, launchChromium } from '../browser/launch-chromium.ts';
import { answerApproval, openOptions, pasteKey } from '../stage/pages.ts';
import { type Stage, setStage } from '../stage/set-stage.ts';
import { clientManifest } from './client/manifest.config.ts';
import type { BenchPage } from './client/page.ts';
import { FLOOR_EXTENSION, installFloor } from './floor/install-floor.ts';

declare const bench: BenchPage;

const CLIENT = fileURLToPath(new URL('client', import.meta.url));

export const buildClient = (): Promise<void> =>
  buildExtension({ root: CLIENT, target: 'chromium', manifest: clientManifest, pages: ['page.html'] });

/** A browser with every connection to one Ollama, and the page that measures. */
export interface BenchScene {
  readonly page: Page;
  readonly stage: Stage;
  readonly browser: Browser;
  end(): Promise<void>;
}

export const setBenchScene = async (base: string): Promise<BenchScene> => {
  const stage = await setStage(base);
  const browser = await launchChromium({ userDataDir: stage.profile, extensions: [COMPANION] });
  const floor = await browser.installExtension(FLOOR_EXTENSION);
  const client = await browser.installExtension(`${CLIENT}/dist/chromium`);
  await installFloor(stage.folder, stage.profile, floor);
  await stage.cli(
    'install-host',
    ...['--dir', stage.data, '--user-data-dir', stage.profile, '--extension-id', client],
  );
  const options = await openOptions(browser);
  await pasteKey(options, stage.key);
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
    stage,
    browser,
    async end() {
      await browser.close();
      await stage.strike();
    },
  };
};
