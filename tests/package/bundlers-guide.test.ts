import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { SDK_PACKAGE } from '../../scripts/sdk-package/write-sdk-package.ts';
import { answerApproval } from '../../scripts/test-env/pages.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { createFirefoxEnv, type FirefoxEnv } from '../e2e/firefox-env.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { readGuide, writeGuide } from './guides.ts';
import { type Packed, pack } from './pack.ts';

/**
 * The guide to bundlers: its extension without a bundler runs in both browsers, and its components have the right types.
 * Those for Vue and Svelte are checked by `scripts/try-tools`, whose checkers are too large for here.
 */
const GUIDE = readGuide('docs/developers/bundlers.md');
const PAGES = 'moz-extension://77777777-7777-4777-8777-777777777777';

let packed: Packed;
let project: EmptyProject;
let folder: string;

beforeAll(async () => {
  packed = await pack();
  project = await emptyProject(packed.tarball);
  folder = join(project.folder, GUIDE.name);
  await writeGuide(GUIDE, folder);
  await cp(join(SDK_PACKAGE, 'ready'), join(folder, 'vendor'), { recursive: true });
});
afterAll(async () => {
  await project.remove();
  await packed.remove();
});

test('every block of code says which file it is', () => {
  expect(GUIDE.loose).toEqual([]);
});

test.each([
  ['react', ''],
  ['preact', 'preact'],
])('the types of the component for %s are right', async (jsxImportSource, within) => {
  const options = { jsx: 'react-jsx', jsxImportSource, types: [] };
  expect(await project.typesOf(join(folder, within), options)).toBe('');
});

describe('without a bundler, in Chromium', () => {
  let browserEnv: BrowserEnv;

  beforeAll(async () => {
    browserEnv = await createBrowserEnv({ extensions: [COMPANION, folder] });
    await browserEnv.pair();
  });
  afterAll(() => browserEnv.end());

  test('a module in a page, and the element: the user allows it there', async () => {
    const extensions = [...(await browserEnv.browser.extensions()).values()];
    const { id } = extensions.find(({ path }) => path.endsWith(GUIDE.name)) ?? {};
    const page = await browserEnv.browser.newPage();
    await page.goto(`chrome-extension://${id}/page.html`);
    const ask = 'ollama-turnkey-settings >>> [part~=ask]';
    await page.waitForSelector(ask);
    await Promise.all([answerApproval(browserEnv.browser, 'allow'), page.click(ask)]);
    await page.waitForFunction(() => document.querySelector('output')?.value === 'Ready.');
    await page.close();
  });

  test('a content script, by the classic script of the background', async () => {
    const page = await browserEnv.browser.newPage();
    await page.goto(browserEnv.ollama.url);
    const shown = await page.waitForFunction(() => document.querySelector('aside')?.textContent);
    expect(await shown.jsonValue()).toMatch(/^Ollama \d/);
    await page.close();
  });

  test('the global fetch of a classic service worker', async () => {
    const target = await browserEnv.browser.waitForTarget((each) => each.url().endsWith('/worker.js'));
    const worker = await target.worker();
    const answer = await worker?.evaluate(() =>
      fetch('http://localhost:11434/api/tags').then((response) => response.json()),
    );
    expect(answer).toMatchObject({
      models: expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })]),
    });
  });
});

describe('without a bundler, in Firefox', () => {
  let browserEnv: FirefoxEnv;

  beforeAll(async () => {
    browserEnv = await createFirefoxEnv([{ folder, id: 'without-bundler@example.com', pages: PAGES }]);
    await browserEnv.pair();
  });
  afterAll(() => browserEnv.end());

  test('a module in a page, and a content script by the classic script of the background', async () => {
    const ask = 'ollama-turnkey-settings >>> [part~=ask]';
    const page = await browserEnv.open(`${PAGES}/page.html`, ask);
    await browserEnv.allow(() => page.click(ask));
    await page.waitForFunction(() => document.querySelector('output')?.value === 'Ready.');
    const site = await browserEnv.browser.newPage();
    await site.goto(browserEnv.ollama.url);
    const shown = await site.waitForFunction(() => document.querySelector('aside')?.textContent);
    expect(await shown.jsonValue()).toMatch(/^Ollama \d/);
  });
});
