import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { LANGUAGES } from '../../extension/ui/texts/pick-texts.ts';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { pasteKey } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { type CompanionPages, openCompanionPages } from './companion-pages.ts';
import { shows, textOf } from './shown-text.ts';

const MODEL = '[data-model="llama3.2:latest"]';

/** How much wider the content is than the page, in pixels. */
const overflow = (page: Page) =>
  page.$eval('html', ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('data-pull'));

describe.each(TARGETS)('the models, one scenario in order, in %s', (target) => {
  let pages: CompanionPages;
  let page: Page;

  beforeAll(async () => {
    pages = await openCompanionPages(target, []);
    page = await pages.openOptions('en');
    await pasteKey(page, pages.testEnv.key);
    await page.evaluate(() => {
      location.hash = '#models';
    });
    await page.waitForSelector('.suggestions');
  });
  afterAll(() => pages.end());

  test('without a model, some are suggested with their size', async () => {
    const names = await page.$$eval('.suggestions .model-name', (all) => all.map((each) => each.textContent));
    expect(names).toEqual(['llama3.2', 'qwen3:0.6b', 'gemma3']);
    expect(await textOf(page, '.suggestions')).toMatch(/2 GB[\s\S]*523 MB[\s\S]*3\.3 GB/);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a download is started, watched and cancelled by keyboard', async () => {
    const gate = pages.ollama.holdNext({ path: '/api/pull', afterTokens: 4 });
    await page.focus('.suggestions button');
    await page.keyboard.press('Enter');
    await gate.reached;
    await shows(page, '.pull', '20%');
    expect(await focused(page)).toBe('cancel');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await shows(page, '.pull', 'The download of llama3.2 was cancelled.');
    expect(await focused(page)).toBe('pull-name');
    gate.release();
  });

  test('a download by name ends with the model in the list', async () => {
    await page.type('#pull-name', 'llama3.2');
    await page.keyboard.press('Enter');
    await page.waitForSelector(MODEL);
    await shows(page, '.pull', 'llama3.2 is ready.');
    expect(await textOf(page, MODEL)).toContain('98.4 MB · 134.52M parameters · Q4_1 · Context 8K');
    expect(await page.$eval('#pull-name', (each) => (each as HTMLInputElement).value)).toBe('');
  });

  test('a download that fails says why', async () => {
    await page.type('#pull-name', '127.0.0.1:9/x/nope');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.pull .problem');
    expect(await textOf(page, '.pull')).toMatch(/library/);
    expect(await focused(page)).toBe('pull-name');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a model in memory can be unloaded', async () => {
    const body = JSON.stringify({ model: 'llama3.2' });
    await (await fetch(`${pages.ollama.url}/api/generate`, { method: 'POST', body })).text();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForSelector(`${MODEL} .chip-ready`);
    expect(await textOf(page, MODEL)).toContain('In memory until');
    await page.focus(`${MODEL} button`);
    await page.keyboard.press('Enter');
    await shows(page, '#models-message', 'llama3.2:latest is no longer in memory.');
    await page.waitForSelector(`${MODEL}:not(:has(.chip-ready))`);
    expect(await focused(page)).not.toBe('');
  });

  test('a model is deleted only after a question that names it and its size', async () => {
    await page.focus(`${MODEL} button`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#delete-model[open]');
    expect(await textOf(page, '#delete-model')).toMatch(/Delete llama3\.2:latest\?[\s\S]*98\.4 MB/);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#delete-model:not([open])');
    expect(await page.$(MODEL)).not.toBe(null);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#delete-model[open]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(page, '#models-message', 'llama3.2:latest was deleted.');
    await page.waitForSelector('.suggestions');
    expect(await focused(page)).toBe('models-title');
  });

  test('every language fits a telephone', async () => {
    for (const [lang] of LANGUAGES) {
      const url = await page.evaluate(() => `${location.origin}${location.pathname}`);
      await loadExtensionPage(page, `${url}?lang=${lang}#models`, `[lang=${lang}] .suggestions`);
      expect([lang, await overflow(page)]).toEqual([lang, 0]);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  test('downloads and deletions are in the audit', async () => {
    const rows = JSON.parse(await pages.testEnv.cli('audit', '--json')) as { act: string; subject: string }[];
    const acts = rows.filter(({ act }) => act.startsWith('model-')).map(({ act, subject }) => [act, subject]);
    expect(acts).toEqual([
      ['model-pull', 'llama3.2:latest'],
      ['model-pull', 'llama3.2:latest'],
      ['model-pull', '127.0.0.1:9/x/nope:latest'],
      ['model-delete', 'llama3.2:latest'],
    ]);
  });
});
