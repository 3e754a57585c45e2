import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';
import { testFirstQuestion } from './first-question.ts';
import { buildProbe } from './probe.ts';

const PAGES = 'moz-extension://66666666-6666-4666-8666-666666666666';

let browserEnv: FirefoxEnv;
let page: Page;

beforeAll(async () => {
  const folder = await buildProbe('firefox');
  browserEnv = await createFirefoxEnv([{ folder, id: 'probe@ollama-turnkey', pages: PAGES }]);
  await browserEnv.pair();
  page = await browserEnv.open(`${PAGES}/page.html`, 'body');
});
afterAll(() => browserEnv.end());

testFirstQuestion(() => ({ browser: browserEnv.browser, page }));
