import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { FIREFOX_PAGES } from '../../scripts/browser/launch-firefox.ts';
import { testAskAgain } from './ask-again.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';

const EXAMPLE = {
  folder: fileURLToPath(new URL('../../extension/example/dist/firefox', import.meta.url)),
  id: 'chat@ollama-turnkey',
  pages: FIREFOX_PAGES.example,
};

let browserEnv: FirefoxEnv;

beforeAll(async () => {
  browserEnv = await createFirefoxEnv([EXAMPLE]);
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

testAskAgain(() => ({
  browser: browserEnv.browser,
  openChat: () => browserEnv.open(`${FIREFOX_PAGES.example}/chat.html`, '#prompt'),
}));
