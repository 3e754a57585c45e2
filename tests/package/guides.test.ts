import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval, approvalPage } from '../../scripts/test-env/pages.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { BORROWED, type EmptyProject, emptyProject } from './empty-project.ts';
import { GUIDES, installedPackages, PAGES, readmeCode, writeGuide } from './guides.ts';
import { importedPackages } from './imported-packages.ts';
import { type Packed, pack } from './pack.ts';

/**
 * Each guide is a whole extension: it is written to a folder of its own, beside the package as it is published,
 * built with vite, loaded into a browser and used.
 */
let packed: Packed;
let project: EmptyProject;
const folderOf = (guide: string) => join(project.folder, guide);

beforeAll(async () => {
  packed = await pack();
  project = await emptyProject(packed.tarball);
  for (const page of PAGES) await writeGuide(page, folderOf(page.name));
});
afterAll(async () => {
  await project.remove();
  await packed.remove();
});

test.each(PAGES)('$name: every block of code says which file it is', ({ loose }) => {
  expect(loose).toEqual([]);
});

test.each(GUIDES)(
  '$name: every package that it imports is one that the first guide installs',
  ({ name, files }) => {
    const paths = Object.keys(files).filter((file) => /\.m?[jt]s$/.test(file));
    const imported = importedPackages(paths.map((file) => join(folderOf(name), file)));
    expect(imported.filter((each) => ![...installedPackages(), 'ollama-turnkey'].includes(each))).toEqual([]);
  },
);

test('what is built here has the packages that the first guide installs', () => {
  expect(installedPackages().filter((name) => !BORROWED.includes(name))).toEqual([]);
});

test.each(PAGES)('$name: the types are right, those of the package included', async ({ name }) => {
  expect(await project.typesOf(folderOf(name))).toBe('');
});

test('the types of the README are right', async () => {
  const code = readmeCode();
  expect(code).toContain('ollama.chat(');
  await writeGuide({ files: { 'use.ts': code } }, folderOf('readme'));
  expect(await project.typesOf(folderOf('readme'))).toBe('');
});

test('the types allow what they must and nothing else, with neither chrome’s own nor a bundler', async () => {
  const source = await readFile(new URL('../fixtures/type-tests.ts', import.meta.url), 'utf8');
  const files = { 'use.ts': source, 'package.json': '{ "type": "module" }' };
  await writeGuide({ files }, folderOf('types'));
  const options = { types: [], module: 'nodenext', moduleResolution: 'nodenext' };
  expect(await project.typesOf(folderOf('types'), options)).toBe('');
});

test('wrong types are found here', async () => {
  const source = "import { createTurnkey } from 'ollama-turnkey';\ncreateTurnkey({ key: 5 });\n";
  await writeGuide({ files: { 'use.ts': source } }, folderOf('wrong'));
  expect(await project.typesOf(folderOf('wrong'))).toContain('TS2322');
});

describe('in a browser', () => {
  let browserEnv: BrowserEnv;

  beforeAll(async () => {
    for (const { name } of GUIDES) await project.build(folderOf(name));
    const built = GUIDES.map(({ name }) => join(folderOf(name), 'dist'));
    browserEnv = await createBrowserEnv({ extensions: [COMPANION, ...built] });
    await browserEnv.pair();
  });
  afterAll(() => browserEnv.end());

  const extensionOf = async (guide: string) => {
    const loaded = await browserEnv.browser.extensions();
    const found = [...loaded.values()].find(({ path }) => path.includes(`${sep}${guide}${sep}`));
    if (found) return found;
    throw new Error(`The extension of the guide ${guide} is not loaded.`);
  };

  const openPage = async (guide: string, file: string): Promise<Page> => {
    const page = await browserEnv.browser.newPage();
    await page.goto(`chrome-extension://${(await extensionOf(guide)).id}/${file}`);
    return page;
  };

  /** The text of a part of a page, once it is as it should be. */
  const shows = (page: Page, selector: string, wanted: RegExp) =>
    page.waitForFunction(
      (where, source) => new RegExp(source, 's').test(document.querySelector(where)?.textContent ?? ''),
      { polling: 100 },
      selector,
      wanted.source,
    );

  const allow = () => answerApproval(browserEnv.browser, 'allow');

  test('new-extension', async () => {
    const page = await openPage('new-extension', 'panel.html');
    await page.type('input', 'Hello');
    await Promise.all([allow(), page.click('button')]);
    await shows(page, 'output', /^Hello! 👋.*🎉$/);
    await page.close();
  });

  test('popup', async () => {
    const page = await openPage('popup', 'popup.html');
    await page.type('input', 'Hello');
    await page.waitForSelector('#allow:not([hidden])');
    await Promise.all([allow(), page.click('#allow')]);
    await page.bringToFront();
    await page.reload();
    expect(await page.$eval('input', ({ value }) => value)).toBe('Hello');
    await page.waitForSelector('#ask:enabled');
    await page.click('#ask');
    await shows(page, 'output', /^Hello! 👋.*🎉$/);
    await page.close();
  });

  test('existing-extension', async () => {
    const extension = await extensionOf('existing-extension');
    const page = await browserEnv.browser.newPage();
    await page.goto(browserEnv.ollama.url);
    await Promise.all([allow(), page.triggerExtensionAction(extension)]);
    const target = await browserEnv.browser.waitForTarget(
      (each) => each.type() === 'service_worker' && each.url().includes(extension.id),
    );
    const worker = await target.worker();
    // Listens before it looks: the answer may come in between.
    const answer = await worker?.evaluate(
      () =>
        new Promise((resolve) => {
          const look = async () => {
            const { answer } = await chrome.storage.local.get('answer');
            if (answer !== undefined) resolve(answer);
          };
          chrome.storage.local.onChanged.addListener(look);
          void look();
        }),
    );
    expect(answer).toMatch(/^Hello! 👋.*🎉$/s);
    await page.close();
  });

  test('options-page', async () => {
    const page = await openPage('options-page', 'options.html');
    const part = (name: string) => `ollama-turnkey-settings >>> [part~=${name}]`;
    await page.waitForSelector(part('ask'));
    await Promise.all([allow(), page.click(part('ask'))]);
    await page.waitForFunction(() => document.querySelector('ollama-turnkey-settings')?.status?.ready);
    await page.waitForSelector(`${part('model')} select:enabled`);
    await page.select(`${part('model')} select`, 'smollm2:135m');
    await page.waitForFunction(async () => (await chrome.storage.local.get('model'))['model'] !== undefined);
    expect(await page.evaluate(() => chrome.storage.local.get('model'))).toEqual({ model: 'smollm2:135m' });
    await page.close();
  });

  test('own-options-page', async () => {
    const page = await openPage('own-options-page', 'options.html');
    await shows(page, '#status', /not allowed|Allow/);
    await Promise.all([allow(), page.click('#ask')]);
    await shows(page, '#answer', /^Allowed\.$/);
    await shows(page, '#status', /^Everything is ready\.$/);
    await page.type('input', 'otk_typo');
    await page.click('form button');
    await shows(page, '#answer', /Copy all of the key again/);
    await page.type('input', (await browserEnv.testEnv.cli('key', 'create')).trim());
    await page.click('form button');
    await shows(page, '#answer', /^The key is good\.$/);
    await page.close();
  });

  test('content-script', async () => {
    const page = await browserEnv.browser.newPage();
    await page.goto(browserEnv.ollama.url);
    await page.waitForSelector('button');
    await Promise.all([allow(), page.click('button')]);
    await shows(page, 'aside', /^Hello! 👋.*🎉$/);
    await page.close();
  });

  test('download-a-model', async () => {
    const page = await openPage('download-a-model', 'page.html');
    await page.click('button');
    const window = await approvalPage(browserEnv.browser);
    const manage = await window.waitForSelector('[value=manage]');
    if (!(await manage?.evaluate((box) => (box as HTMLInputElement).checked))) await manage?.click();
    await allow();
    await shows(page, 'output', /^Downloaded\. Models that can chat: llama3\.2:latest, /);
    expect(await page.$eval('progress', ({ value }) => value)).toBe(1);
    await page.close();
  });

  test('errors', async () => {
    const page = await openPage('errors', 'page.html');
    await Promise.all([answerApproval(browserEnv.browser, 'deny'), page.click('button')]);
    await shows(page, 'p', /^You can allow this in the settings of Ollama Turnkey\.$/);
    await page.close();
  });
});
