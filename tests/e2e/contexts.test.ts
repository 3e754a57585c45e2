import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval } from '../../scripts/stage/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { CONTEXTS_PAGES, contextsManifest } from '../fixtures/contexts/manifest.config.ts';
import { buildFixture } from './build-fixture.ts';
import { readAnswer, testContentScripts, testWorkers } from './context-cases.ts';
import { type Scene, setScene } from './scene.ts';

/** A chat from every kind of extension context in Chromium, with default options. */
let scene: Scene;
let options: Page;

const answerOf = (context: string) => readAnswer(options, context);

beforeAll(async () => {
  const fixture = await buildFixture('contexts', 'chromium', {
    manifest: contextsManifest('chromium'),
    pages: CONTEXTS_PAGES,
  });
  scene = await setScene({ extensions: [COMPANION, fixture] });
  await scene.pair();
  const worker = await scene.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && !each.url().includes(COMPANION_ID_CHROMIUM),
  );
  options = await scene.browser.newPage();
  await options.goto(`chrome-extension://${new URL(worker.url()).host}/options.html`);
  await answerApproval(scene.browser, 'allow');
});
afterAll(() => scene.end());

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

testContentScripts(() => ({ scene, answerOf }));
testWorkers(() => ({ scene, answerOf, options }));

// Firefox does not load module scripts in a sandboxed frame, which the frame of the fixture uses.
test('sandboxed frame, through a port of the page', async () => {
  await options.bringToFront();
  await options.click('#frame');
  expect(await answerOf('frame')).toContain('"done":true');
});
