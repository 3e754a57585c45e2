import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { CONTEXTS_PAGES, contextsManifest } from '../fixtures/contexts/manifest.config.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { buildFixture } from './build-fixture.ts';
import { readAnswer, testContentScripts, testWorkers } from './context-cases.ts';

/** A chat from every kind of extension context in Chromium, with default options. */
let browserEnv: BrowserEnv;
let options: Page;

const answerOf = (context: string) => readAnswer(options, context);

beforeAll(async () => {
  const fixture = await buildFixture('contexts', 'chromium', {
    manifest: contextsManifest('chromium'),
    pages: CONTEXTS_PAGES,
  });
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, fixture] });
  await browserEnv.pair();
  const worker = await browserEnv.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && !each.url().includes(COMPANION_ID_CHROMIUM),
  );
  options = await browserEnv.browser.newPage();
  await options.goto(`chrome-extension://${new URL(worker.url()).host}/options.html`);
  await answerApproval(browserEnv.browser, 'allow');
});
afterAll(() => browserEnv.end());

test('options page', async () => {
  expect(await answerOf('options')).toMatch(/^TAB .*"done":true/s);
});

/** The browser's own name for each context, or its address. */
const KINDS = {
  background: '/service-worker-loader.js',
  offscreen: '/offscreen.html',
  panel: 'SIDE_PANEL',
  popup: 'POPUP',
};

for (const [context, kind] of Object.entries(KINDS)) {
  test(context, async () => {
    await options.bringToFront();
    await options.click(`#${context}`);
    expect(await answerOf(context)).toMatch(new RegExp(`^${kind} .*"done":true`, 's'));
  });
}

testContentScripts(() => ({ browserEnv, answerOf }));
testWorkers(() => ({ browserEnv, answerOf, options }));

// Firefox does not load module scripts in a sandboxed frame, which the frame of the fixture uses.
test('sandboxed frame, through a port of the page', async () => {
  await options.bringToFront();
  await options.click('#frame');
  expect(await answerOf('frame')).toContain('"done":true');
});
