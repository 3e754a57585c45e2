import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { FIREFOX_PAGES } from '../../scripts/browser/launch-firefox.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';
import { testPopup } from './popup-suite.ts';

const folder = fileURLToPath(new URL('../../extension/example/dist/firefox', import.meta.url));

let browserEnv: FirefoxEnv;

beforeAll(async () => {
  browserEnv = await createFirefoxEnv([
    { folder, id: 'example@ollama-turnkey', pages: FIREFOX_PAGES.example },
  ]);
});
afterAll(() => browserEnv.end());

testPopup(() => {
  const { browser, ollama, pair, open } = browserEnv;
  return {
    ...{ browser, ollama, pair },
    open: (path, selector) => open(`${FIREFOX_PAGES.companion}/${path}`, selector),
    openChat: () => open(`${FIREFOX_PAGES.example}/chat.html`, '#prompt'),
  };
});
