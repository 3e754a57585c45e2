import { afterAll, beforeAll } from 'vitest';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { openChat } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { testPopup } from './popup-suite.ts';

let browserEnv: BrowserEnv;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
});
afterAll(() => browserEnv.end());

testPopup(() => {
  const { browser, ollama, pair } = browserEnv;
  return {
    ...{ browser, ollama, pair },
    open: (path, selector) =>
      openExtensionPage(browser, `chrome-extension://${COMPANION_ID_CHROMIUM}/${path}`, selector),
    openChat: () => openChat(browser),
  };
});
