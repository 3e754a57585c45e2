import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { testFirstQuestion } from './first-question.ts';
import { buildProbe, openProbe } from './probe.ts';

let browserEnv: BrowserEnv;
let page: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, EXAMPLE, await buildProbe()] });
  await browserEnv.pair();
  page = await openProbe(browserEnv.browser);
});
afterAll(() => browserEnv.end());

testFirstQuestion(() => ({ browser: browserEnv.browser, page }));
