import { afterAll, beforeAll } from 'vitest';
import { openOptions } from '../../scripts/test-env/pages.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { testPairByClick } from './pair-by-click.ts';

let browserEnv: BrowserEnv;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
});
afterAll(() => browserEnv.end());

testPairByClick(() => ({
  testEnv: browserEnv.testEnv,
  openOptions: () => openOptions(browserEnv.browser),
}));
