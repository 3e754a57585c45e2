import { afterAll, beforeAll } from 'vitest';
import { openChat } from '../../scripts/test-env/pages.ts';
import { testAskAgain } from './ask-again.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';

let browserEnv: BrowserEnv;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

testAskAgain(() => ({ browser: browserEnv.browser, openChat: () => openChat(browserEnv.browser) }));
