import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { type FirefoxScene, setFirefoxScene } from './firefox-scene.ts';
import { testFirstQuestion } from './first-question.ts';
import { buildProbe } from './probe.ts';

const PAGES = 'moz-extension://66666666-6666-4666-8666-666666666666';

let scene: FirefoxScene;
let page: Page;

beforeAll(async () => {
  const folder = await buildProbe('firefox');
  scene = await setFirefoxScene([{ folder, id: 'probe@ollama-turnkey', pages: PAGES }]);
  await scene.pair();
  page = await scene.open(`${PAGES}/page.html`, 'body');
});
afterAll(() => scene.end());

testFirstQuestion(() => ({ browser: scene.browser, page }));
