import { afterAll, beforeAll } from 'vitest';
import { FIREFOX_PAGES } from '../../scripts/browser/launch-firefox.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';
import { testPairByClick } from './pair-by-click.ts';

let browserEnv: FirefoxEnv;

beforeAll(async () => {
  browserEnv = await createFirefoxEnv([]);
});
afterAll(() => browserEnv.end());

testPairByClick(() => ({
  testEnv: browserEnv.testEnv,
  openOptions: () =>
    browserEnv.open(`${FIREFOX_PAGES.companion}/pages/options/options.html`, '#hops [data-hop]'),
}));
