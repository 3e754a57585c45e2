import { sep } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval } from '../../scripts/stage/pages.ts';
import { buildExisting, type Existing, NAMES, testExisting } from './existing-extensions.ts';
import { type Scene, setScene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  const built: string[] = [];
  for (const name of NAMES) built.push(await buildExisting(name, 'chromium'));
  scene = await setScene({ extensions: [COMPANION, ...built] });
  await scene.pair();
});
afterAll(() => scene.end());

const idOf = async (name: Existing): Promise<string> => {
  const known = await scene.browser.extensions();
  const [id] = [...known].find(([, { path }]) => path.includes(`${sep}${name}${sep}`)) ?? [];
  if (id) return id;
  throw new Error(`The extension ${name} is not loaded.`);
};

testExisting(() => ({
  ollama: scene.ollama,
  async page(name): Promise<Page> {
    const page = await scene.browser.newPage();
    await page.goto(`chrome-extension://${await idOf(name)}/page.html`);
    return page;
  },
  allow: (cause) => Promise.all([answerApproval(scene.browser, 'allow'), cause()]),
}));
