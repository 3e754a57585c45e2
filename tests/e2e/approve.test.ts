import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openScreens, type Screens } from '../../scripts/screens/open-screens.ts';
import { APPROVE } from '../../scripts/screens/states/approve.ts';
import { focusCovered } from '../settings/focus-covered.ts';
import { resize } from '../settings/resize.ts';

/** What the approval window offers, and what the user can do in it. */
let screens: Screens;
let page: Page;

beforeAll(async () => {
  screens = await openScreens('chromium', APPROVE);
});
afterAll(() => screens.end());
afterEach(() => page.close());

const open = async (name: string) => {
  const state = APPROVE.find((each) => each.name === `approve ${name}`);
  if (!state) throw new Error(`There is no state "${name}".`);
  page = await screens.open(state);
};

const textOf = (selector: string) => page.$eval(selector, (each) => (each as HTMLElement).innerText.trim());

/** The names of the models that are shown. */
const shown = () =>
  page.$$eval('.models label:not([hidden]) bdi', (names) => names.map(({ textContent }) => textContent));

/** Types a search in the place of the last one. */
const search = async (text: string) => {
  await page.click('input[type=search]', { count: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
};

test('a model has what it can do, its size, and whether it is loaded or in the cloud', async () => {
  await open('some models');
  const facts = await page.$$eval('.models label', (rows) => rows.map((row) => row.innerText.split('\n')));
  expect(facts).toContainEqual(['llama3.2:latest', 'chat, tools · 2 GB · in memory']);
  expect(facts).toContainEqual(['gemma3:4b', 'chat, images · 3.3 GB']);
  expect(facts).toContainEqual(['bge-m3:latest', 'embeddings · 274 MB']);
  // Cloud models are offered only with their permission.
  expect(facts.flat().join()).not.toContain('cloud');
});

test('people A18: a search finds names and abilities, says when there is no hit, and counts what it leaves out', async () => {
  await open('200 models');
  expect(await shown()).toHaveLength(8);
  await page.locator('.models [value="qwen3:8b"]').click();
  await page.locator('.models [value="gemma3:4b"]').click();
  await search('embeddings');
  expect(await shown()).toEqual(['bge-m3:latest']);
  expect(await textOf('.models [role=status]')).toBe('2 more selected.');
  await search('nonsense');
  expect(await shown()).toEqual([]);
  expect(await textOf('.models [role=status]')).toBe('No model matches. 2 more selected.');
  await search('');
  expect(await shown()).toEqual(expect.arrayContaining(['qwen3:8b', 'gemma3:4b']));
  expect(await textOf('.models [role=status]')).toBe('');
});

test('people A18: a selected model stays in view when all are shown, and Show all gives on its focus', async () => {
  await open('200 models');
  await page.locator('.models > button').click();
  expect(await shown()).toHaveLength(199);
  const focused = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  expect(focused).toBe((await shown())[8]);
  expect(await page.$('.models > button')).toBeNull();
});

test('models that were asked for come first, checked, and stay when others are found', async () => {
  await open('search');
  expect((await shown())[0]).toBe('vision-12:latest');
  expect(await textOf('.models [role=status]')).toBe('2 more selected.');
  await search('');
  expect((await shown()).slice(0, 2)).toEqual(['qwen3:8b', 'llama3.2']);
});

test('people A3: one element scrolls, whatever is listed', async () => {
  await open('200 models');
  await page.locator('.models > button').click();
  await resize(page, { width: 460, height: 640 });
  const scrollers = await page.$$eval('body, body *', (all) =>
    all
      .filter(
        (each) =>
          /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight,
      )
      .map(({ id }) => id),
  );
  expect(scrollers).toEqual(['scroll']);
});

test('people A10: without a model, no choice is offered over nothing, and the extension can be allowed', async () => {
  await open('no models');
  expect(await page.$$('[name=which]:not([type=hidden]), .models')).toEqual([]);
  expect(await textOf('#terms')).toContain('No model is installed yet. You can allow the extension anyway.');
  expect(
    await page.$eval('#terms a', (link) => [
      (link as HTMLAnchorElement).href.split('/pages/')[1],
      link.target,
    ]),
  ).toEqual(['options/options.html#models', '_blank']);
  await page.bringToFront();
  await page.waitForSelector('#allow:enabled');
});

test('while Ollama is down, the extension can be allowed for all models, and the page says why', async () => {
  await open('Ollama down');
  expect(await page.$$('.models')).toEqual([]);
  expect(await textOf('#terms')).toContain('Couldn’t load your models.');
  await page.bringToFront();
  await page.waitForSelector('#allow:enabled');
});

test('Tab visits who asks, what is asked, and then the answer, in the order of the page', async () => {
  await open('new');
  await resize(page, { width: 460, height: 640 });
  const { stops, faults } = await focusCovered(page);
  expect(faults).toEqual([]);
  const ids = stops.map((stop) => /“(.*)”/.exec(stop)?.[1]);
  expect(ids.slice(0, 9)).toEqual([
    'See this extension',
    'Verify names in the settings',
    'See your models',
    'Chat and generate text',
    'Index text for search (embeddings)',
    'More permissions',
    'All models, including ones you add later',
    '30 days',
    'Deny',
  ]);
});

test('the browser’s page about the extension opens in a tab', async () => {
  await open('new');
  const opening = page
    .browserContext()
    .waitForTarget((target) => target.url().startsWith('chrome://extensions'));
  await page.locator('#see').click();
  const opened = await opening;
  expect(opened.url()).toContain('?id=ejocbkgbgmbmmgkipmfmmdnbmcdkgboe');
  await (await opened.page())?.close();
});
