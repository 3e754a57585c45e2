import { sep } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval } from '../../scripts/test-env/pages.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { buildExisting, type Existing, NAMES, testExisting } from './existing-extensions.ts';

let browserEnv: BrowserEnv;

beforeAll(async () => {
  const built: string[] = [];
  for (const name of NAMES) built.push(await buildExisting(name, 'chromium'));
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, ...built] });
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

const idOf = async (name: Existing): Promise<string> => {
  const known = await browserEnv.browser.extensions();
  const [id] = [...known].find(([, { path }]) => path.includes(`${sep}${name}${sep}`)) ?? [];
  if (id) return id;
  throw new Error(`The extension ${name} is not loaded.`);
};

testExisting(() => ({
  ollama: browserEnv.ollama,
  async page(name): Promise<Page> {
    const page = await browserEnv.browser.newPage();
    await page.goto(`chrome-extension://${await idOf(name)}/page.html`);
    return page;
  },
  allow: (cause) => Promise.all([answerApproval(browserEnv.browser, 'allow'), cause()]),
}));
