import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTEXTS_PAGES, contextsManifest } from '../fixtures/contexts/manifest.config.ts';
import { buildFixture } from './build-fixture.ts';
import { readAnswer, testContentScripts, testWorkers } from './context-cases.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';

/** A chat from every kind of extension context in Firefox, which has no offscreen documents. */
const PAGES = 'moz-extension://33333333-3333-4333-8333-333333333333';

let browserEnv: FirefoxEnv;
let options: Page;

const answerOf = (context: string) => readAnswer(options, context);

beforeAll(async () => {
  const folder = await buildFixture('contexts', 'firefox', {
    manifest: contextsManifest('firefox'),
    pages: CONTEXTS_PAGES,
  });
  browserEnv = await createFirefoxEnv([{ folder, id: 'contexts@ollama-turnkey', pages: PAGES }]);
  await browserEnv.pair();
  await browserEnv.allow(async () => {
    options = await browserEnv.open(`${PAGES}/options.html`, '#answers');
  });
});
afterAll(() => browserEnv.end());

test('options page', async () => {
  expect(await answerOf('options')).toContain('"done":true');
});

for (const context of ['background', 'panel', 'popup']) {
  test(context, async () => {
    await options.bringToFront();
    await options.click(`#${context}`);
    expect(await answerOf(context)).toContain('"done":true');
  });
}

testContentScripts(() => ({ browserEnv, answerOf }));
testWorkers(() => ({ browserEnv, answerOf, options }));
