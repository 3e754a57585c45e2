import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { SDK_PACKAGE } from '../../scripts/sdk-package/write-sdk-package.ts';
import { answerApproval } from '../../scripts/stage/pages.ts';
import { type FirefoxScene, setFirefoxScene } from '../e2e/firefox-scene.ts';
import { type Scene, setScene } from '../e2e/scene.ts';
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
  let scene: Scene;

  beforeAll(async () => {
    scene = await setScene({ extensions: [COMPANION, folder] });
    await scene.pair();
  });
  afterAll(() => scene.end());

  test('a module in a page, and the element: the user allows it there', async () => {
    const extensions = [...(await scene.browser.extensions()).values()];
    const { id } = extensions.find(({ path }) => path.endsWith(GUIDE.name)) ?? {};
    const page = await scene.browser.newPage();
    await page.goto(`chrome-extension://${id}/page.html`);
    const ask = 'ollama-turnkey-settings >>> [part~=ask]';
    await page.waitForSelector(ask);
    await Promise.all([answerApproval(scene.browser, 'allow'), page.click(ask)]);
    await page.waitForFunction(() => document.querySelector('output')?.value === 'Ready.');
    await page.close();
  });

  test('a content script, by the classic script of the background', async () => {
    const page = await scene.browser.newPage();
    await page.goto(scene.ollama.url);
    const shown = await page.waitForFunction(() => document.querySelector('aside')?.textContent);
    expect(await shown.jsonValue()).toMatch(/^Ollama \d/);
    await page.close();
  });

  test('the global fetch of a classic service worker', async () => {
    const target = await scene.browser.waitForTarget((each) => each.url().endsWith('/worker.js'));
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
  let scene: FirefoxScene;

  beforeAll(async () => {
    scene = await setFirefoxScene([{ folder, id: 'without-bundler@example.com', pages: PAGES }]);
    await scene.pair();
  });
  afterAll(() => scene.end());

  test('a module in a page, and a content script by the classic script of the background', async () => {
    const ask = 'ollama-turnkey-settings >>> [part~=ask]';
    const page = await scene.open(`${PAGES}/page.html`, ask);
    await scene.allow(() => page.click(ask));
    await page.waitForFunction(() => document.querySelector('output')?.value === 'Ready.');
    const site = await scene.browser.newPage();
    await site.goto(scene.ollama.url);
    const shown = await site.waitForFunction(() => document.querySelector('aside')?.textContent);
    expect(await shown.jsonValue()).toMatch(/^Ollama \d/);
  });
});
