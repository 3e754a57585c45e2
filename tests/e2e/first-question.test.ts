import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import { testFirstQuestion } from './first-question.ts';
import { buildProbe, openProbe } from './probe.ts';
import { type Scene, setScene } from './scene.ts';

let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await setScene({ extensions: [COMPANION, EXAMPLE, await buildProbe()] });
  await scene.pair();
  page = await openProbe(scene.browser);
});
afterAll(() => scene.end());

testFirstQuestion(() => ({ browser: scene.browser, page }));
