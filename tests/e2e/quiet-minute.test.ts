import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCompanion } from '../../extension/build-companion.ts';
import { welcomePage } from '../../scripts/browser/install-extensions.ts';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { findProcesses } from './find-process.ts';
import { inStep } from './welcome-env.ts';

/** Instead of a minute, in milliseconds. The browser stops an idle worker after 30 seconds more. */
const IDLE = 2_000;

/** The companion with a shorter idle time. */
const buildHasty = async (outDir: string): Promise<void> => {
  let changed = 0;
  const transform = (code: string, id: string) => {
    if (!id.endsWith('/shared/protocol/limits.ts')) return undefined;
    return code.replace(/HOST_IDLE_MS = [\d_]+/, () => {
      changed += 1;
      return `HOST_IDLE_MS = ${IDLE}`;
    });
  };
  const change = { name: 'hasty', enforce: 'pre', transform } as const;
  await buildCompanion('chromium', { outDir, notices: false, change });
  expect(changed).toBeGreaterThan(0);
};

/** Calls back with each state of the companion's worker, as the browser tells it to the developer tools of a page. */
const watchWorker = async (page: Page, onState: (state: string) => void): Promise<void> => {
  const session = await page.createCDPSession();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { scriptURL, runningStatus } of versions) {
      if (scriptURL.includes(COMPANION_ID_CHROMIUM)) onState(runningStatus);
    }
  });
  await session.send('ServiceWorker.enable');
};

let folder: string;
let ollama: StandIn;
let testEnv: TestEnv;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnkey-hasty-'));
  await buildHasty(folder);
  ollama = createStandIn({ models: ['smollm2:135m'] });
  testEnv = await createTestEnv(await ollama.start());
  browser = await launchChromium({ userDataDir: testEnv.profile, extensions: [folder], keepWelcome: true });
});
afterAll(async () => {
  await browser.close();
  await ollama.stop();
  await testEnv.dispose();
  await rm(folder, { recursive: true });
});

const hosts = () => findProcesses(`${testEnv.data}/host/`);

test('after the quiet minute the host and the background stop, also with the welcome page open, and start again', async () => {
  const page = await welcomePage(browser);
  await page.waitForSelector('#claim:enabled');
  await page.click('#claim');
  await page.waitForSelector('#hello:enabled');
  await page.click('#hello');
  await inStep(page, 'hello', 'done');
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(await hosts()).not.toEqual([]);

  const stopped = Promise.withResolvers<void>();
  const states: string[] = [];
  await watchWorker(page, (state) => {
    states.push(state);
    if (state === 'stopped') stopped.resolve();
  });
  await stopped.promise;
  expect(states[0]).toBe('running');
  expect(await hosts()).toEqual([]);

  await page.reload();
  await inStep(page, 'pair', 'done');
  expect(states.at(-1)).toBe('running');
}, 120_000);
